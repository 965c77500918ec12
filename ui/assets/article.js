// A whole article, the cited paragraph marked and brought into view. Words go in as text only.
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  made.dir = "auto";
  return made;
}

// The text stays inside the paragraph's own direction: no dir of its own.
function mark(text) {
  const made = document.createElement("mark");
  made.textContent = text;
  return made;
}

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const page = element("article", "page");
  const bar = element("div", "bar");
  const close = element("button", "close", "Close");
  close.type = "button";
  close.onclick = () => setTriggerValue("closed", true);
  bar.append(element("span", "facts", data.facts), close);
  page.append(bar, element("h2", "title", data.title));
  if (data.url) {
    const link = element("a", "origin", data.url);
    link.href = data.url;
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    page.append(link);
  }
  data.also_in.forEach((copy) => page.append(element("p", "also", `Also in ${copy}`)));

  let cited = null;
  data.paragraphs.forEach((text, at) => {
    const number = at + 1;
    const row = element("div", "row");
    row.id = `paragraph-${number}`;
    row.append(element("span", "number", `¶${number}`));
    const body = element("p", "words");
    if (number === data.cited) {
      const [before, marked, after] = data.marked;
      body.append(before, mark(marked), after);
      row.classList.add("cited");
      row.setAttribute("aria-current", "true");
      cited = row;
    } else {
      body.textContent = text;
    }
    row.append(body);
    page.append(row);
  });
  parentElement.querySelectorAll(".page").forEach((old) => old.remove());
  parentElement.append(page);
  if (cited) {
    requestAnimationFrame(() => {
      page.scrollTop = cited.offsetTop - (page.clientHeight - cited.offsetHeight) / 2;
    });
  }
}
