// What every part of the page is made with. Words go in as text only, never as HTML; nothing is loaded.
function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = readable(text);
  return made;
}

// Words in the order in which they are written: what turns even figures round is left out.
function readable(text) {
  return String(text).replace(/[\u202d\u202e]/g, "");
}

// Words of the archive or of a person: each run reads in its own direction.
function words(tag, className, text) {
  const made = element(tag, className, text);
  made.dir = "auto";
  return made;
}

// What the program tells in English on whichever page, set apart from the words around it.
function english(tag, className, text) {
  const made = element(tag, className, text);
  made.lang = "en";
  made.dir = "ltr";
  return made;
}

// A line of the program, in the language that it is in.
function told(tag, className, line) {
  if (line.language === "en") return english(tag, className, line.text);
  const made = words(tag, className, line.text);
  made.lang = line.language;
  return made;
}

function button(className, text, onclick) {
  const made = element("button", className, text);
  made.type = "button";
  made.onclick = onclick;
  return made;
}

// Facts beside each other, each in its own direction.
function facts(tag, said) {
  const line = element(tag, "facts");
  said.forEach((fact, at) => line.append(at ? " · " : "", element("bdi", "fact", fact)));
  return line;
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

// One new child in place of the old one; who had the focus in the old one has it in the new.
function show(parent, made) {
  const root = parent.getRootNode();
  const focused = (root.activeElement ?? document.activeElement)?.dataset?.key;
  [...parent.children].filter((one) => one.classList.contains("part")).forEach((old) => old.remove());
  made.classList.add("part");
  parent.append(made);
  if (focused) keyed(parent, focused)?.focus({ preventScroll: true });
}

function keyed(parent, key) {
  return [...parent.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
}

// What is open stays open when the part is drawn anew.
function unfolded(parent, details, name) {
  parent.unfolded ??= {};
  details.open = parent.unfolded[name] ?? false;
  details.ontoggle = () => { parent.unfolded[name] = details.open; };
  return details;
}

async function copy(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const field = element("textarea"); // a page that is not served from this machine has no clipboard
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

// Listen for as long as the part is on the page, once however often it is drawn.
function listen(parent, type, heard) {
  parent.pressmark ??= {};
  const before = parent.pressmark[type];
  if (before) document.removeEventListener(type, before);
  parent.pressmark[type] = heard;
  document.addEventListener(type, heard);
}

function leave(parent) {
  return () => {
    Object.entries(parent.pressmark ?? {}).forEach(([type, heard]) => {
      if (typeof heard === "function") document.removeEventListener(type, heard);
    });
  };
}

// Once the article is closed, the focus is where it was opened from.
function returns(parent, also = () => {}) {
  listen(parent, CLOSED, () => {
    if (parent.opener) keyed(parent, parent.opener)?.focus();
    also();
    parent.opener = "";
  });
}

// What is wider than a phone can be pushed sideways by keys, too.
function pushed(made, name) {
  made.tabIndex = 0;
  made.setAttribute("role", "region");
  made.setAttribute("aria-label", name);
  return made;
}

const CLOSED = "pressmark-article-closed";
