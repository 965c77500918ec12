// A question and its answer, or what is new in the archive. Every word from the archive goes in as text, never as HTML.
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
  const open = ({ article, paragraph, start, end }) =>
    setTriggerValue("open", { article, paragraph, start, end });

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
    place.facts.concat(`¶${place.paragraph}`).forEach((fact) => {
      said.append(" ", words("span", "fact", fact));
    });
    if (place.text) said.append(words("span", "near", place.text));
    link.append(said);
    item.append(link);
    return item;
  };

  const list = (places, numbered) => {
    const made = element("ul", "sources");
    places.forEach((place, at) => made.append(source(place, numbered ? at + 1 : 0)));
    return made;
  };

  const answered = () => {
    const body = element("div", "answer");
    data.claims.forEach((claim) => {
      const line = words("p", "claim", claim.text);
      claim.marks.forEach((mark) => {
        line.append(" ", button("chip", String(mark), data.citations[mark - 1]));
      });
      body.append(line);
    });
    body.append(list(data.citations, true));
    if (data.withheld) {
      const why = `${data.withheld} withheld: not supported by what they cite.`;
      body.append(element("p", "why", why));
    }
    return body;
  };

  const silent = () => {
    const body = element("div", "answer silent");
    body.append(element("p", "verdict", "The archive does not say."));
    body.append(words("p", "why", data.abstained));
    if (data.nearest.length) body.append(element("h3", "", "Nearest paragraphs"));
    body.append(list(data.nearest, false));
    return body;
  };

  const turn = element("article", "turn");
  if (data.newest.length) {
    turn.append(element("h3", "", "Newest in the archive"), list(data.newest, false));
  } else {
    turn.append(words("h2", "question", data.question));
    if (data.understood) turn.append(words("p", "understood", `Understood as: ${data.understood}`));
    turn.append(data.abstained ? silent() : answered());
  }
  parentElement.querySelectorAll(".turn").forEach((old) => old.remove());
  parentElement.append(turn);
}
