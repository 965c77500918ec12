// An evaluation: how its cases ended, its figures with their intervals, and each case beside what was wanted.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;
  const SVG = ["http:", "", "www.w3.org", "2000", "svg"].join("/"); // a name; nothing is loaded
  const GOOD = ["right answer", "right silence"];
  const ended = (verdict) => say.verdicts[verdict] ?? verdict;
  const css = (verdict) => verdict.replace(/ /g, "-");

  const drawn = (tag, attributes, text) => {
    const made = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
    if (text !== undefined) made.textContent = text;
    return made;
  };

  const section = (heading, ...parts) => {
    const made = element("section");
    made.append(element("h2", "", heading), ...parts.filter(Boolean));
    return made;
  };

  const bar = (tally, total) => {
    const made = element("div", "tally");
    made.setAttribute("role", "img");
    made.setAttribute("aria-label", tally.map((one) => `${one.count} ${ended(one.verdict)}`).join(", "));
    tally.forEach((one) => {
      const part = element("span", css(one.verdict));
      part.style.flexGrow = one.count;
      part.title = `${one.count} ${ended(one.verdict)}`;
      made.append(part);
    });
    return made;
  };

  const interval = (shares) => {
    const made = drawn("svg", { class: "interval", viewBox: "0 0 180 16", width: 180, height: 16, "aria-hidden": "true" });
    const x = (share) => 4 + share * 172;
    made.append(drawn("line", { x1: x(0), x2: x(1), y1: 8, y2: 8, class: "axis" }));
    [0, 0.5, 1].forEach((at) => made.append(drawn("line", { x1: x(at), x2: x(at), y1: 5, y2: 11, class: "axis" })));
    made.append(
      drawn("line", { x1: x(shares[0]), x2: x(shares[2]), y1: 8, y2: 8, class: "reach" }),
      drawn("circle", { cx: x(shares[1]), cy: 8, r: 3.5, class: "dot" }),
    );
    return made;
  };

  const table = (heads, rows) => {
    const scroll = pushed(element("div", "scroll"), heads.join(", "));
    const made = element("table");
    const top = element("tr");
    heads.forEach((head) => {
      const cell = element("th", "", head);
      cell.scope = "col";
      top.append(cell);
    });
    const body = element("tbody");
    body.append(...rows);
    const header = element("thead");
    header.append(top);
    made.append(header, body);
    scroll.append(made);
    return scroll;
  };

  const figures = (metrics) =>
    table(
      [say.metric, say.value, say.interval, "", say.cases],
      metrics.map((one) => {
        const row = element("tr");
        const name = element("th");
        name.scope = "row";
        name.append(element("bdi", "metric", one.name), words("span", "meaning", one.meaning));
        const plot = element("td", "plot");
        if (one.shares) plot.append(interval(one.shares));
        row.append(
          name, element("td", "number value", one.value), element("td", "number", one.interval), plot,
          element("td", "number", one.n.toLocaleString("en")),
        );
        return row;
      }),
    );

  const opening = (summary, ...parts) => {
    const made = element("details");
    made.append(element("summary", "", summary), ...parts);
    return made;
  };

  const kinds = () =>
    table(
      [say.kind, say.cases, "", ...data.columns],
      data.kinds.map((one) => {
        const row = element("tr");
        const name = words("th", "", one.kind || say.no_kind);
        name.scope = "row";
        const plot = element("td", "plot");
        plot.append(bar(one.tally, one.cases));
        row.append(name, element("td", "number", one.cases.toLocaleString("en")), plot);
        one.cells.forEach((cell) => row.append(element("td", "number", cell)));
        return row;
      }),
    );

  const curve = () => {
    const { points, chosen } = data.curve;
    const made = drawn("svg", { class: "curve", viewBox: "0 0 560 260", role: "img", "aria-label": say.curve });
    const x = (share) => 48 + share * 488;
    const y = (share) => 220 - share * 205;
    [0, 0.25, 0.5, 0.75, 1].forEach((share) => {
      const told = `${Math.round(share * 100)}%`;
      made.append(
        drawn("line", { x1: x(0), x2: x(1), y1: y(share), y2: y(share), class: "axis" }),
        drawn("text", { x: x(share), y: 238, "text-anchor": "middle" }, told),
        drawn("text", { x: 42, y: y(share) + 4, "text-anchor": "end" }, told),
      );
    });
    made.append(
      drawn("text", { x: x(0.5), y: 256, "text-anchor": "middle" }, say.answered_share),
      drawn("text", { x: x(0) + 6, y: y(1) + 14, "text-anchor": "start" }, say.wrong_share),
      drawn("polyline", { points: points.map(([share, risk]) => `${x(share)},${y(risk)}`).join(" "), class: "line" }),
    );
    if (chosen) made.append(drawn("circle", { cx: x(chosen[0]), cy: y(chosen[1]), r: 5, class: "dot" }));
    return made;
  };

  const curveHint = () => {
    const { chosen } = data.curve;
    const percent = (share) => `${Math.round(share * 100)}%`;
    const dot = chosen ? ` ${fill(say.curve_dot, { coverage: percent(chosen[0]), risk: percent(chosen[1]) })}` : "";
    return element("p", "hint", say.curve_hint + dot);
  };

  const shown = (one) => {
    const item = element("li", "shown");
    if (one.right) item.append(element("span", "tick", `✓ ${say.right_paragraph}`));
    item.append(words("span", "title", one.title), words("span", "fact", one.facts.join(" · ")), words("blockquote", "", one.words));
    return item;
  };

  const list = (tag, items) => {
    const made = element(tag);
    made.append(...items.map(shown));
    return made;
  };

  const saidPart = (one) => {
    const part = element("div");
    part.append(element("h4", "", say.said));
    if (one.error) part.append(words("p", "words", one.error));
    one.sentences.forEach((sentence) => {
      const line = words("p", "words", sentence.text);
      line.append(element("sup", "", ` ${sentence.marks.map((mark) => `[${mark}]`).join("")}`));
      if (sentence.support !== "supported") line.append(element("small", "fact", ` ${sentence.support}`));
      part.append(line);
    });
    if (one.silent) part.append(element("p", "words", say.silence), words("p", "fact", one.abstained));
    if (one.cited.length) part.append(list("ol", one.cited));
    if (one.withheld) part.append(element("p", "fact", fill(say.withheld, { count: one.withheld })));
    if (one.nearest.length) part.append(element("p", "fact", say.nearest), list("ul", one.nearest));
    return part;
  };

  const wantedPart = (one) => {
    const part = element("div");
    part.append(element("h4", "", say.wanted));
    if (!one.answerable) part.append(element("p", "words", say.silence));
    one.answers.forEach((answer) => part.append(words("p", "words", answer)));
    const gold = element("ul");
    one.gold.forEach((found) => {
      const item = element("li", "shown");
      item.append(words("span", "title", found.article), words("blockquote", "", found.quote));
      gold.append(item);
    });
    if (one.gold.length) part.append(gold);
    return part;
  };

  const opened = (one) => {
    const made = element("div", "opened");
    const both = element("div", "both");
    both.append(saidPart(one), wantedPart(one));
    const scores = element("p", "scores");
    one.scores.forEach(([name, value]) => scores.append(element("span", "", `${name} ${value}`)));
    made.append(both, opening(say.scores, scores));
    return made;
  };

  const caseLine = (one) => {
    const item = element("li");
    const isOpen = data.opened?.id === one.id;
    const made = button("case", undefined, () => setTriggerValue("case", isOpen ? "" : one.id));
    made.dataset.key = `case ${one.id}`;
    made.setAttribute("aria-expanded", String(isOpen));
    made.append(element("span", `badge ${css(one.verdict)}`, ended(one.verdict)), words("span", "question", one.question), element("bdi", "fact", one.kind));
    item.append(made);
    if (isOpen) item.append(opened(data.opened));
    return item;
  };

  const filters = () => {
    const row = element("div", "filters");
    const add = (verdict, label, count) => {
      const made = button(`filter ${css(verdict)}`, undefined, () => setTriggerValue("verdict", verdict));
      made.append(element("span", "", label), element("span", "number", ` ${count}`));
      made.setAttribute("aria-pressed", String(data.verdict === verdict));
      made.dataset.key = `verdict ${verdict}`;
      row.append(made);
    };
    add("", say.any_verdict, data.total);
    data.tally.forEach((one) => add(one.verdict, ended(one.verdict), one.count));
    return row;
  };

  const steps = () => {
    if (data.last < 2) return null;
    const row = element("div", "steps");
    const step = (label, key, page, open) => {
      const made = button("step", label, () => setTriggerValue("page", String(page)));
      made.disabled = !open;
      made.dataset.key = key;
      return made;
    };
    row.append(
      step(say.earlier, "earlier", data.page - 1, data.page > 1),
      element("span", "fact", `${data.page} / ${data.last}`),
      step(say.later, "later", data.page + 1, data.page < data.last),
    );
    return row;
  };

  const made = () => {
    const parts = data.made.map((one) => {
      const rows = Object.entries(one.values).filter(([, value]) => value).map(([name, value]) => {
        const row = element("tr");
        const head = element("th", "", name);
        head.scope = "row";
        row.append(head, words("td", "", value));
        return row;
      });
      return rows.length ? table([one.group.replace(/_/g, " "), ""], rows) : "";
    });
    return opening(say.made_with, ...parts);
  };

  const whole = element("div", "report");
  whole.append(
    words("p", "fact", data.facts.join(" · ")),
    section(say.tally, bar(data.tally, data.total)),
    section(say.figures, element("p", "hint", say.figures_hint), figures(data.metrics),
      data.more.length ? opening(fill(say.more_figures, { count: data.more.length }), figures(data.more)) : null),
  );
  const cases = element("ol", "cases");
  cases.append(...data.cases.map(caseLine));
  whole.append(section(say.case_list, filters(), cases, steps()));
  if (data.kinds.length > 1) whole.append(section(say.by_kind, kinds()));
  if (data.curve) whole.append(section(say.curve, curveHint(), curve()));
  whole.append(made());
  show(parent, whole);
}
