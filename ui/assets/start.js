// What to begin with: questions that the archive answers, and what is new in it.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;
  const start = element("div", "start");

  const block = (name, heading, items) => {
    if (!items.length) return;
    const section = element("section", name);
    const list = element("ul");
    items.forEach((item) => {
      const row = element("li");
      row.append(item);
      list.append(row);
    });
    section.append(element("h3", "", heading), list);
    start.append(section);
  };

  block("suggested", say.suggested, data.questions.map((question) => {
    const made = button("suggestion", undefined, () => setTriggerValue("asked", question));
    made.append(words("span", "", question));
    return made;
  }));
  if (data.pending) {
    const waiting = element("div", "pending");
    for (let left = data.pending; left; left -= 1) waiting.append(element("div", "blank"));
    const section = start.querySelector(".suggested") ?? element("section", "suggested");
    if (!section.firstChild) section.append(element("h3", "", say.suggesting));
    section.append(waiting);
    start.append(section);
  }
  block("newest", say.newest, data.newest.map((place) => {
    const { article, paragraph, start: from, end } = place;
    const made = button("place", undefined, () => {
      parent.opener = made.dataset.key;
      setTriggerValue("open", { article, paragraph, start: from, end });
    });
    made.dataset.key = `newest ${article}`;
    made.dir = "auto"; // the headline tells it, the first words in it
    made.append(element("span", "title", place.title), facts("span", place.facts));
    return made;
  }));
  show(parent, start);
  returns(parent);
  return leave(parent);
}
