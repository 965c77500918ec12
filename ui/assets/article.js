// A whole article, the cited words marked and brought into view, the answer's other ones a key away.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;

  const close = () => {
    setTriggerValue("closed", true);
    document.dispatchEvent(new CustomEvent(CLOSED));
  };

  const go = (step) => {
    const place = data.places[data.here + step];
    if (!place) return;
    parent.stepped = step > 0 ? "next" : "previous";
    const { article, paragraph, start, end } = place;
    setTriggerValue("open", { article, paragraph, start, end });
  };

  const bar = () => {
    const made = element("div", "bar");
    const shut = button("shut", undefined, close);
    shut.dataset.key = "close";
    shut.append(element("span", "wide", say.close), element("span", "narrow", say.back));
    made.append(shut);
    if (data.here >= 0 && data.places.length > 1) {
      const steps = element("div", "steps");
      const step = (by, sign, name) => {
        const one = button("step", sign, () => go(by));
        one.dataset.key = name;
        one.setAttribute("aria-label", say[name]);
        one.title = say[name];
        one.disabled = !data.places[data.here + by];
        return one;
      };
      const counted = fill(say.place_of, { number: data.here + 1, count: data.places.length });
      steps.append(step(-1, "↑", "previous"), element("span", "counted", counted), step(1, "↓", "next"));
      made.append(steps);
    }
    return made;
  };

  const heading = () => {
    const made = words("header");
    const title = element("h2", "title", data.title);
    title.tabIndex = -1;
    title.dataset.key = "title";
    made.append(title, facts("p", data.facts));
    if (data.url) {
      const link = words("a", "origin", data.url);
      link.href = data.url;
      link.target = "_blank";
      link.rel = "noopener noreferrer";
      const line = element("p", "fact", `${say.origin}: `);
      line.append(link);
      made.append(line);
    }
    if (data.alsoIn.length) {
      const copies = element("details", "copies");
      const list = element("ul");
      data.alsoIn.forEach((copy) => list.append(words("li", "", copy)));
      copies.append(element("summary", "", `${say.also_in} (${data.alsoIn.length})`), list);
      made.append(copies);
    }
    return made;
  };

  let marked = null;
  const paragraph = (text, number) => {
    const row = words("div", "row");
    row.id = `paragraph-${number}`;
    row.append(element("bdi", "number", `¶${number}`));
    const body = element("p", "words", text);
    if (number === data.cited) {
      const [before, quote, after] = data.marked;
      marked = element("mark", "", quote);
      body.replaceChildren(readable(before), marked, readable(after));
      row.classList.add("cited");
      row.setAttribute("aria-current", "true");
    }
    row.append(body);
    return row;
  };

  const article = element("article", "article");
  article.setAttribute("aria-label", say.article);
  const text = element("div", "text");
  text.tabIndex = 0;
  text.setAttribute("role", "region");
  text.setAttribute("aria-label", data.title);
  text.append(heading(), ...data.paragraphs.map((words, at) => paragraph(words, at + 1)));
  article.append(bar(), text);
  show(parent, article);

  const moved = `${data.article} ${data.cited} ${data.marked[0].length}`;
  if (parent.moved !== moved) {
    parent.moved = moved;
    requestAnimationFrame(() => {
      if (marked) bring(marked, text, FRAMES);
      const step = parent.stepped && keyed(parent, parent.stepped);
      (step && !step.disabled ? step : keyed(parent, "close")).focus({ preventScroll: true });
      parent.stepped = "";
    });
  }
  listen(parent, "keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) close();
  });
  return leave(parent);
}

const FRAMES = 6; // until paragraphs that were not yet laid out have their height

// Scroll to where the words stand, again as what is above them takes its height.
function bring(marked, text, frames) {
  const within = text.getBoundingClientRect();
  text.scrollTop += marked.getBoundingClientRect().top - within.top - text.clientHeight / 3;
  if (frames) requestAnimationFrame(() => bring(marked, text, frames - 1));
}
