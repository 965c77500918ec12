// What a search found: how it was understood, what to narrow it to, and each paragraph with its words marked.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;
  const FACETS = 8;
  const WIDE = 720; // as in results.css
  const box = parent.host ?? parent;
  const isWide = () => box.clientWidth >= WIDE;
  const draw = () => component.drawn();

  // Facts in the direction of what they are about, each in its own.
  const about = (facts) => {
    const line = element("span", "about");
    facts.forEach((fact, at) => line.append(at ? " · " : "", element("bdi", "fact", fact)));
    return line;
  };

  const marked = (tag, className, pieces) => {
    const made = words(tag, className, undefined);
    pieces.forEach(([text, is]) => made.append(is ? element("mark", "", text) : readable(text)));
    return made;
  };

  const understood = () => {
    const made = element("div", "understood");
    if (data.narrowed.length) {
      const row = element("p", "narrowed", `${say.understood}: `);
      data.narrowed.forEach((one, at) => {
        const chip = button("narrowing", undefined, () => setTriggerValue("without", String(at)));
        chip.dataset.key = `narrowing ${at}`;
        chip.append(element("bdi", "", one.label), element("span", "cross", "×"));
        chip.setAttribute("aria-label", fill(say.take_away, { value: one.label }));
        chip.title = one.phrase ? `“${one.phrase}”` : one.label;
        row.append(chip);
      });
      made.append(row);
    }
    data.relaxed.forEach((one) => made.append(told("p", "relaxed", one)));
    return made;
  };

  const facetList = (name, heading, none, facets, trigger) => {
    const section = element("section", "facet");
    const list = element("ul");
    parent.opened ??= {};
    const open = parent.opened[name] || facets.length <= FACETS + 1;
    facets.slice(0, open ? facets.length : FACETS).forEach((one) => {
      const row = element("li");
      const choose = one.name ? button("choose", undefined, () => setTriggerValue(trigger, one.name)) : element("span", "choose");
      choose.append(element("bdi", "name", one.name || none), element("span", "count", one.paragraphs.toLocaleString("en")));
      if (one.name) {
        choose.dataset.key = `${name} ${one.name}`;
        choose.setAttribute("aria-pressed", String(one.chosen));
        choose.title = fill(say.only, { value: one.name, count: one.paragraphs });
      }
      row.append(choose);
      list.append(row);
    });
    if (!open) {
      const row = element("li");
      const rest = button("rest", fill(say.more_facets, { count: facets.length - FACETS }), () => {
        parent.opened[name] = true;
        draw();
      });
      rest.dataset.key = `${name} rest`;
      row.append(rest);
      list.append(row);
    }
    section.append(element("h3", "", heading), list);
    return section;
  };

  const facets = () => {
    const made = element("details", "facets");
    made.open = parent.wide || parent.narrowing;
    made.ontoggle = () => {
      if (!isWide()) parent.narrowing = made.open;
    };
    made.append(
      element("summary", "", say.narrow),
      facetList("outlets", say.outlets, say.unnamed, data.sources, "source"),
      facetList("months", say.months, say.undated, data.months, "month"),
    );
    return made;
  };

  const small = (text, key, onclick) => {
    const made = button("small", text, onclick);
    made.dataset.key = key;
    return made;
  };

  const opened = (summary, key, ...parts) => {
    const made = element("details", "more-of");
    const head = element("summary", "", summary);
    head.dataset.key = key;
    made.append(head, ...parts);
    return made;
  };

  const asking = (hit, at) => {
    const form = element("form", "asking");
    const input = element("textarea");
    input.rows = 2;
    input.dir = "auto";
    input.maxLength = 1000;
    input.value = parent.question ?? data.question;
    input.dataset.key = `question ${at}`;
    input.setAttribute("aria-label", say.question);
    input.oninput = () => (parent.question = input.value);
    input.onkeydown = (event) => {
      if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        form.requestSubmit();
      }
    };
    const scope = element("select");
    scope.setAttribute("aria-label", say.ask_of);
    const one = element("option", "", hit.facts.join(" · "));
    const whole = element("option", "", say.whole);
    if (hit.facts.length) scope.append(one);
    scope.append(whole);
    const label = element("label", "", `${say.ask_of} `);
    label.append(scope);
    const send = small(say.send, `send ${at}`);
    send.type = "submit";
    send.classList.add("first");
    const row = element("div", "row");
    row.append(label, send, small(say.cancel, `cancel ${at}`, () => ask(-1, `ask ${at}`)));
    form.append(input, row);
    form.onsubmit = (event) => {
      event.preventDefault();
      if (!input.value.trim()) return;
      setTriggerValue("asked", { article: hit.article, question: input.value, whole: scope.selectedOptions[0] === whole });
    };
    form.onkeydown = (event) => {
      if (event.key === "Escape") ask(-1, `ask ${at}`);
    };
    return form;
  };

  const ask = (at, focus) => {
    parent.asking = at;
    parent.question = undefined;
    draw();
    const found = keyed(parent, focus);
    found?.focus();
    found?.select?.();
  };

  const paragraph = (hit, at) => {
    const item = element("li", "hit");
    const { article, paragraph: number, start, end } = hit;
    const open = button("open", undefined, () => {
      parent.opener = open.dataset.key;
      setTriggerValue("open", { article, paragraph: number, start, end });
    });
    open.dataset.key = `open ${article} ${number}`;
    const line = about([...hit.facts, fill(say.paragraph, { number })]);
    open.dir = "auto";
    open.append(marked("span", "title", hit.title), line, marked("span", "text", hit.text));
    const foot = element("div", "foot");
    if (hit.alsoIn.length) {
      const list = element("ul", "copies");
      hit.alsoIn.forEach((copy) => list.append(words("li", "", copy)));
      const count = hit.alsoIn.length;
      foot.append(opened(count === 1 ? say.also_in_one : fill(say.also_in, { count }), `copies ${at}`, list));
    }
    if (hit.why) foot.append(opened(say.why, `why ${at}`, told("p", "because", hit.why)));
    if (parent.asking !== at) foot.append(small(say.ask, `ask ${at}`, () => ask(at, `question ${at}`)));
    item.append(open, foot);
    if (parent.asking === at) item.append(asking(hit, at));
    return item;
  };

  const list = () => {
    const made = element("div", "found");
    made.append(understood());
    if (!data.hits.length) {
      made.append(element("p", "nothing", say.nothing), element("p", "fact", say.nothing_hint));
      return made;
    }
    made.append(element("p", "counted", fill(say.shown, { count: data.hits.length, all: data.all.toLocaleString("en") })));
    const hits = element("ol", "hits");
    data.hits.forEach((hit, at) => hits.append(paragraph(hit, at)));
    made.append(hits);
    if (data.more) {
      const more = small(say.more, "more", () => setTriggerValue("more", `${data.hits.length}`));
      more.classList.add("all");
      made.append(more);
    }
    return made;
  };

  component.drawn = () => {
    const made = element("div", "search");
    parent.wide = isWide();
    made.append(list());
    if (data.all) made.append(facets());
    show(parent, made);
  };
  if (parent.searched !== data.question) {
    parent.asking = -1;
    parent.searched = data.question;
  }
  draw();
  parent.resized?.disconnect();
  parent.resized = new ResizeObserver(() => {
    if (parent.wide !== isWide()) draw();
  });
  parent.resized.observe(box);
  returns(parent);
  return () => {
    parent.resized?.disconnect();
    leave(parent)();
  };
}
