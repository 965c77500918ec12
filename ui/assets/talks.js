// The talks of who reads: opened, renamed and deleted in their list.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;
  const draw = () => component.drawn();

  const opener = (talk) => {
    const made = button(talk.current ? "talk current" : "talk", undefined, () => setTriggerValue("open", talk.id));
    made.dataset.key = talk.id;
    if (talk.current) made.setAttribute("aria-current", "true");
    made.dir = "auto";
    made.append(element("span", "title", talk.title), element("bdi", "when", talk.when));
    return made;
  };

  const small = (text, key, onclick) => {
    const made = button("small", text, onclick);
    made.dataset.key = key;
    return made;
  };

  const ask = (what, focus) => {
    parent.asking = what;
    draw();
    if (focus) keyed(parent, focus)?.focus();
  };

  const actions = (talk) => {
    const row = element("div", "actions");
    row.append(
      small(say.rename, "rename", () => ask("rename", "title")),
      small(say.delete, "delete", () => ask("delete", "cancel")),
    );
    return row;
  };

  const renaming = (talk) => {
    const form = element("form", "actions");
    const input = element("input");
    input.dir = "auto";
    input.value = talk.title;
    input.maxLength = 200;
    input.dataset.key = "title";
    input.setAttribute("aria-label", say.title);
    const save = small(say.save, "save");
    save.type = "submit";
    form.append(input, save, small(say.cancel, "cancel", () => ask("", "rename")));
    form.onsubmit = (event) => {
      event.preventDefault();
      parent.asking = "";
      setTriggerValue("renamed", { id: talk.id, title: input.value });
      draw();
    };
    return form;
  };

  const deleting = (talk) => {
    const row = element("div", "actions");
    row.append(
      element("span", "sure", say.delete_sure),
      small(say.delete, "sure", () => {
        parent.asking = "";
        setTriggerValue("deleted", talk.id);
      }),
      small(say.cancel, "cancel", () => ask("", "delete")),
    );
    return row;
  };

  component.drawn = () => {
    const list = element("ul", "talks");
    data.talks.forEach((talk) => {
      const item = element("li");
      item.append(opener(talk));
      if (talk.current) {
        const shown = { rename: renaming, delete: deleting }[parent.asking] ?? actions;
        item.append(shown(talk));
      }
      list.append(item);
    });
    if (!data.talks.length && data.none) list.append(element("li", "none", data.none));
    list.onkeydown = (event) => {
      if (event.key === "Escape" && parent.asking) ask("", parent.asking);
    };
    show(parent, list);
  };
  draw();
}
