// What an archive holds: articles counted by outlet and time, and the list that the counts narrow.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;
  const ROWS = 10;
  const draw = () => component.drawn();
  const most = Math.max(1, ...data.counts.flat());
  const choose = (outlet, period) => setTriggerValue("cell", { outlet, period });
  const named = (outlet) => outlet || say.unnamed;
  const dated = (period) => period || say.undated;

  // One tab stop a grid; the arrow keys go from cell to cell.
  const pressable = (tag, className, content, key, pressed, onclick) => {
    const cell = element(tag, className);
    const made = button("press", undefined, onclick);
    made.append(element("bdi", "", content));
    made.dataset.key = key;
    if (pressed) made.setAttribute("aria-pressed", "true");
    cell.append(made);
    return cell;
  };

  const head = () => {
    const row = element("tr");
    const corner = element("th", "name", say.outlet);
    corner.scope = "col";
    row.append(corner);
    data.periods.forEach((period) => {
      const pressed = period && period === data.period;
      const made = period
        ? pressable("th", "period", period, `period ${period}`, pressed, () => choose(data.outlet, pressed ? "" : period))
        : element("th", "period", say.undated);
      made.scope = "col";
      row.append(made);
    });
    const all = element("th", "sum", say.all);
    all.scope = "col";
    row.append(all);
    return row;
  };

  const counted = (outlet, period, count) => {
    const cell = element("td", "count");
    if (!count) return cell;
    const share = Math.round(10 + 42 * Math.sqrt(count / most));
    cell.style.setProperty("--share", `${share}%`);
    cell.classList.add("some");
    const told = fill(say.cell, { outlet: named(outlet), period: dated(period), count });
    if (!outlet || !period) {
      cell.textContent = count.toLocaleString("en");
      cell.title = told;
      return cell;
    }
    const made = button("press", count.toLocaleString("en"), () => choose(outlet, period));
    made.title = told;
    made.setAttribute("aria-label", told);
    made.dataset.key = `cell ${outlet} ${period}`;
    if (outlet === data.outlet && period === data.period) made.setAttribute("aria-pressed", "true");
    cell.append(made);
    return cell;
  };

  const grid = () => {
    const scroll = element("div", "scroll");
    scroll.tabIndex = -1;
    const table = element("table", "grid");
    const caption = element("caption", "aside", say.grid);
    const body = element("tbody");
    const top = element("thead");
    top.append(head());
    const shown = parent.all || data.outlets.length <= ROWS + 1 ? data.outlets.length : ROWS;
    data.outlets.slice(0, shown).forEach((outlet, at) => {
      const row = element("tr");
      const pressed = outlet && outlet === data.outlet;
      const name = outlet
        ? pressable("th", "name", outlet, `outlet ${outlet}`, pressed, () => choose(pressed ? "" : outlet, data.period))
        : element("th", "name", say.unnamed);
      name.scope = "row";
      row.append(name);
      data.periods.forEach((period, column) => row.append(counted(outlet, period, data.counts[at][column])));
      const sum = data.counts[at].reduce((one, other) => one + other, 0);
      row.append(element("td", "sum", sum.toLocaleString("en")));
      body.append(row);
    });
    table.append(caption, top, body);
    table.onkeydown = arrows;
    scroll.append(table);
    return scroll;
  };

  const arrows = (event) => {
    const by = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
    const cell = event.target.closest("td, th");
    if (!by || !cell) return;
    event.preventDefault();
    const sign = getComputedStyle(cell).direction === "rtl" ? -1 : 1;
    const rows = [...cell.closest("table").rows];
    let [y, x] = [rows.indexOf(cell.parentElement), cell.cellIndex];
    for (;;) {
      y += by[0];
      x += by[1] * sign;
      const next = rows[y]?.cells[x];
      if (!next) return;
      const found = next.querySelector("button");
      if (found) {
        found.focus();
        return;
      }
    }
  };

  const chips = () => {
    const row = element("p", "chips");
    const chip = (label, outlet, period) => {
      const made = button("chip", undefined, () => choose(outlet, period));
      made.append(element("bdi", "", label), element("span", "cross", "×"));
      made.setAttribute("aria-label", fill(say.take_away, { value: label }));
      made.dataset.key = `chip ${label}`;
      row.append(made);
    };
    if (data.outlet || data.period) row.append(element("span", "", `${say.filtered}: `));
    if (data.outlet) chip(data.outlet, "", data.period);
    if (data.period) chip(data.period, data.outlet, "");
    return row;
  };

  // Facts in the direction of what they are about, each in its own.
  const about = (facts) => {
    const line = element("span", "about");
    facts.forEach((fact, at) => line.append(at ? " · " : "", element("bdi", "fact", fact)));
    return line;
  };

  const article = (one) => {
    const item = element("li");
    const made = button("place", undefined, () => {
      parent.opener = made.dataset.key;
      setTriggerValue("open", one.article);
    });
    made.dataset.key = `article ${one.article}`;
    made.dir = "auto";
    const copies = one.copies ? [fill(say.also_in, { count: one.copies })] : [];
    const length = fill(say.paragraphs, { count: one.paragraphs });
    made.append(element("span", "title", one.title), about([...one.facts, length, ...copies]));
    item.append(made);
    return item;
  };

  const step = (label, key, page, open) => {
    const made = button("step", label, () => setTriggerValue("page", String(page)));
    made.disabled = !open;
    made.dataset.key = key;
    return made;
  };

  component.drawn = () => {
    const made = element("div", "archive");
    const counts = grid();
    made.append(counts);
    if (data.outlets.length > ROWS + 1) {
      const rest = fill(say.more_outlets, { count: data.outlets.length - ROWS });
      const more = button("rest", parent.all ? say.fewer : rest, () => {
        parent.all = !parent.all;
        draw();
      });
      more.dataset.key = "rest";
      made.append(more);
    }
    made.append(chips(), element("p", "listed", data.listed || say.none));
    const list = element("ol", "articles");
    data.articles.forEach((one) => list.append(article(one)));
    made.append(list);
    if (data.last > 1) {
      const steps = element("div", "steps");
      steps.append(
        step(say.newer, "newer", data.page - 1, data.page > 1),
        element("span", "counted", `${data.page.toLocaleString("en")} / ${data.last.toLocaleString("en")}`),
        step(say.older, "older", data.page + 1, data.page < data.last),
      );
      made.append(steps);
    }
    const before = parent.scrolled;
    show(parent, made);
    // The newest first, as far as they do not all fit; later, what was looked at.
    const end = getComputedStyle(counts).direction === "rtl" ? -1e6 : 1e6;
    counts.scrollLeft = before?.periods === data.periods.join() ? before.at : end;
    counts.onscroll = () => (parent.scrolled = { periods: data.periods.join(), at: counts.scrollLeft });
  };
  draw();
  returns(parent);
  return leave(parent);
}
