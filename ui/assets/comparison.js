// Two evaluations: how each figure changed, how surely, and which cases did worse or better.
export default function (component) {
  const { data, parentElement: parent } = component;
  const say = data.words;

  const head = (names) => {
    const row = element("tr");
    names.forEach((name) => {
      const cell = element("th", "", name);
      cell.scope = "col";
      row.append(cell);
    });
    const header = element("thead");
    header.append(row);
    return header;
  };

  const kind = (one) => {
    const row = element("tr");
    const name = words("th", "", one.kind || say.no_kind);
    name.scope = "row";
    row.append(name, element("td", "number", one.cases.toLocaleString("en")));
    if (!one.told) {
      const few = element("td", "fact", fill(say.too_few, { fewest: data.fewest }));
      few.colSpan = data.columns.length;
      row.append(few);
      return row;
    }
    one.cells.forEach((cell) => {
      const made = element("td", cell.verdict);
      if (cell.change) made.append(element("p", "number value", cell.change), element("p", "number fact", cell.interval));
      if (cell.verdict) made.append(element("p", "verdict", say[cell.verdict]));
      row.append(made);
    });
    return row;
  };

  const byKind = () => {
    const section = element("section", "kinds");
    const table = element("table");
    const body = element("tbody");
    data.kinds.forEach((one) => body.append(kind(one)));
    table.append(head([say.kind, say.cases, ...data.columns]), body);
    const scroll = element("div", "scroll");
    scroll.tabIndex = 0;
    scroll.setAttribute("role", "region");
    scroll.setAttribute("aria-label", say.by_kind);
    scroll.append(table);
    section.append(element("h2", "", say.by_kind), element("p", "fact", say.kinds_hint), scroll);
    return section;
  };
  const made = element("div", "comparison");
  const values = { first: data.first, second: data.second, cases: data.cases.toLocaleString("en") };
  made.append(words("p", "told", fill(say.comparison, values)));
  data.warnings.forEach((one) => made.append(words("p", "warning", one)));

  const scroll = pushed(element("div", "scroll"), fill(say.comparison, values));
  const table = element("table");
  const header = head([say.metric, say.first, say.second, say.change, say.interval, say.chance, say.cases]);
  const body = element("tbody");
  data.changes.forEach((one) => {
    const row = element("tr", one.verdict);
    const name = element("th");
    name.scope = "row";
    name.append(element("bdi", "metric", one.metric), words("span", "meaning", one.meaning));
    const change = element("td", "number value", one.change);
    if (one.verdict) change.append(element("span", "verdict", ` ${say[one.verdict]}`));
    row.append(name, element("td", "number", one.first), element("td", "number", one.second), change);
    [one.interval, one.chance, one.n.toLocaleString("en")].forEach((cell) => row.append(element("td", "number", cell)));
    body.append(row);
  });
  table.append(header, body);
  scroll.append(table);
  made.append(scroll);

  if (data.columns.length) made.append(byKind());

  [["worse", say.flipped_worse], ["better", say.flipped_better]].forEach(([kind, heading]) => {
    const { cases, more } = data[kind];
    if (!cases.length) return;
    const section = element("section", kind);
    const list = element("ul");
    cases.forEach((one) => {
      const item = element("li");
      item.append(words("p", "question", one.question), element("p", "fact", `${one.id}: ${one.metrics.join(", ")}`));
      list.append(item);
    });
    section.append(element("h2", "", heading), list);
    if (more) section.append(element("p", "fact", fill(say.more_cases, { count: more })));
    made.append(section);
  });
  show(parent, made);
}
