// Two evaluations: how each figure changed, how surely, and which cases did worse or better.
export default function (component) {
  const { data, parentElement: parent } = component;
  const say = data.words;
  const made = element("div", "comparison");
  const values = { first: data.first, second: data.second, cases: data.cases.toLocaleString("en") };
  made.append(words("p", "told", fill(say.comparison, values)));
  data.warnings.forEach((one) => made.append(words("p", "warning", one)));

  const scroll = element("div", "scroll");
  const table = element("table");
  const top = element("tr");
  [say.metric, say.first, say.second, say.change, say.interval, say.chance, say.cases].forEach((head) => {
    const cell = element("th", "", head);
    cell.scope = "col";
    top.append(cell);
  });
  const header = element("thead");
  header.append(top);
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
