// A question and its answer. Every word from the archive goes in as text, never as HTML.
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

function words(tag, className, text) {
  const made = element(tag, className, text);
  made.dir = "auto";
  return made;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const open = (place) =>
    setTriggerValue("open", { article: place.article, paragraph: place.paragraph });

  const button = (className, text, place) => {
    const made = element("button", className, text);
    made.type = "button";
    made.title = `${place.title} ¶${place.paragraph}`;
    made.setAttribute("aria-label", `Open ${place.title}, paragraph ${place.paragraph}`);
    made.onclick = () => open(place);
    return made;
  };

  const source = (place, number) => {
    const item = element("li", "source");
    const link = button("source-link", undefined, place);
    if (number) link.append(element("span", "number", String(number)));
    const said = element("span", "said");
    said.append(words("span", "title", place.title));
    said.append(element("span", "facts", ` ${place.facts} · ¶${place.paragraph}`));
    if (!number) said.append(words("span", "near", place.text));
    link.append(said);
    item.append(link);
    return item;
  };

  const turn = element("article", "turn");
  turn.append(words("h2", "question", data.question));
  const body = element("div", data.abstained ? "answer silent" : "answer");
  if (data.abstained) {
    body.append(element("p", "verdict", "The archive does not say."));
    body.append(words("p", "why", data.abstained));
    if (data.nearest.length) body.append(element("h3", "", "Nearest paragraphs"));
    const list = element("ul", "sources");
    data.nearest.forEach((place) => list.append(source(place, 0)));
    body.append(list);
  } else {
    data.claims.forEach((claim) => {
      const line = words("p", "claim", claim.text);
      claim.marks.forEach((mark) => {
        line.append(" ");
        line.append(button("chip", String(mark), data.citations[mark - 1]));
      });
      body.append(line);
    });
    const list = element("ul", "sources");
    data.citations.forEach((place, at) => list.append(source(place, at + 1)));
    body.append(list);
    if (data.withheld) {
      body.append(
        element("p", "why", `${data.withheld} withheld: not supported by what they cite.`)
      );
    }
  }
  turn.append(body);
  parentElement.querySelectorAll(".turn").forEach((old) => old.remove());
  parentElement.append(turn);
}
