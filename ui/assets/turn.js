// A question and its answer: each sentence with its mark, and the words it rests on one key away.
export default function (component) {
  const { data, parentElement: parent, setTriggerValue } = component;
  const say = data.words;

  const open = (place, key) => {
    parent.opener = key;
    const { article, paragraph, start, end } = place;
    setTriggerValue("open", { article, paragraph, start, end });
  };

  const stands = (place) => facts("span", [...place.facts, `¶${place.paragraph}`]);

  // The quoted words, their outlet, day and paragraph, beside what points at them.
  const card = element("div", "card");
  card.hidden = true;
  card.id = "card";
  card.setAttribute("role", "tooltip");
  const hide = () => { card.hidden = true; };
  const reveal = (at, place) => {
    card.replaceChildren(words("p", "quote", place.text), words("p", "title", place.title), stands(place));
    if (place.now) card.append(words("p", "since", place.now));
    card.hidden = false;
    const within = turn.getBoundingClientRect();
    const box = at.getBoundingClientRect();
    const most = Math.max(0, within.width - card.offsetWidth);
    card.style.left = `${Math.min(most, Math.max(0, box.left - within.left - 16))}px`;
    const below = box.bottom + card.offsetHeight + 8 < innerHeight - 120; // the input's height
    card.style.top = `${below ? box.bottom - within.top + 6 : box.top - within.top - card.offsetHeight - 6}px`;
  };

  const chip = (number, key) => {
    const place = data.citations[number - 1];
    const made = button("chip", String(number), () => open(place, key));
    made.dataset.key = key;
    made.setAttribute("aria-label", `${number}: ${fill(say.open_place, place)}`);
    made.setAttribute("aria-describedby", "card");
    made.onmouseenter = made.onfocus = () => reveal(made, place);
    made.onmouseleave = made.onblur = hide;
    if (place.state) {
      made.classList.add(place.state);
      made.append(element("span", "state", place.stateWord));
    }
    return made;
  };

  const claim = (one, at) => {
    const item = words("li", `claim ${one.support}`);
    const mark = element("span", "mark", one.support === "supported" ? "✓" : "◐");
    mark.setAttribute("role", "img");
    mark.setAttribute("aria-label", one.support === "supported" ? say.supported : say.partial);
    mark.title = mark.getAttribute("aria-label");
    const body = element("div", "body");
    const line = element("p", "sentence", one.text);
    const chips = element("span", "chips");
    one.marks.forEach((number, nth) => chips.append(chip(number, `chip-${at}-${nth}`)));
    if (one.copy) chips.append(copier(one.copy, `copy-${at}`));
    line.append(" ", chips);
    body.append(line);
    if (one.support !== "supported") {
      const why = element("p", "why", one.why ? `${say.partial}: ` : say.partial);
      if (one.why) why.append(english("bdi", "", one.why));
      body.append(why);
    }
    one.sides.forEach((sides, nth) => body.append(differing(sides, `${at}-${nth}`)));
    item.append(mark, body);
    if (at >= (parent.shown ?? 0) && data.live) item.classList.add("new");
    return item;
  };

  // What this source says and what the others say, beside each other.
  const differing = (sides, key) => {
    const made = element("div", "differing");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", say.differ);
    made.append(element("p", "differ", say.differ));
    const row = element("div", "sides");
    sides.forEach((one, at) => {
      const side = element("div", at ? "side other" : "side");
      const line = element("p", "says");
      line.append(words("bdi", "", `“${one.says}”`), " ");
      one.marks.forEach((number, nth) => line.append(chip(number, `side-${key}-${at}-${nth}`)));
      side.append(line, facts("p", one.facts));
      row.append(side);
    });
    made.append(row);
    return made;
  };

  const copier = (text, key) => {
    const made = button("copy", "⧉", async () => {
      await copy(text);
      made.textContent = "✓";
      status.textContent = say.copied;
      setTimeout(() => { made.textContent = "⧉"; status.textContent = ""; }, 1500);
    });
    made.dataset.key = key;
    made.title = say.copy;
    made.setAttribute("aria-label", say.copy);
    return made;
  };

  const source = (place, number, key) => {
    const item = element("li");
    const link = button("place", undefined, () => open(place, key));
    link.dataset.key = key;
    link.setAttribute("aria-label", fill(say.open_place, place));
    link.dir = "auto";
    const title = element("span", "title", place.title);
    const line = stands(place);
    if (number) line.prepend(element("span", "number", String(number)));
    if (place.differs) line.append(" · ", element("span", "differs", say.differs));
    link.append(title, line);
    if (!number) link.append(element("span", "near", place.text));
    if (place.now) link.append(words("span", "since", place.now));
    item.append(link);
    return item;
  };

  const answered = () => {
    const body = element("div", "answer");
    const claims = element("ol", "claims");
    data.claims.forEach((one, at) => claims.append(claim(one, at)));
    body.append(claims);
    return body;
  };

  const silent = () => {
    const body = element("div", "answer silent");
    body.append(element("p", "verdict", data.stopped ? data.notice.text : say.silent));
    if (!data.stopped) body.append(told("p", "reason", data.abstained));
    if (data.nearest.length) {
      const list = element("ul", "near-list");
      data.nearest.forEach((place, at) => list.append(source(place, 0, `near-${at}`)));
      body.append(element("h3", "", say.nearest), list);
    }
    return body;
  };

  const understood = () => {
    const line = element("div", "understood");
    if (data.standAlone) {
      const alone = element("p", "alone");
      alone.append(element("span", "label", `${say.understood_as}: `), words("span", "", data.standAlone));
      line.append(alone);
    }
    if (data.narrowed.length) {
      const row = element("p", "narrowed");
      row.append(element("span", "label", say.only));
      data.narrowed.forEach((one, at) => {
        const made = button("narrowing", undefined, () => setTriggerValue("without", at));
        made.dataset.key = `without-${at}`;
        made.append(words("span", "", one.label), element("span", "cross", "×"));
        made.setAttribute("aria-label", fill(say.ask_without, { value: one.label }));
        made.title = one.phrase ? `“${one.phrase}”` : made.getAttribute("aria-label");
        row.append(made);
      });
      line.append(row);
    }
    data.relaxed.forEach((why) => line.append(told("p", "relaxed", why)));
    return line;
  };

  const foot = () => {
    const line = element("div", "foot");
    if (data.withheldSentences.length) line.append(withheld());
    else if (data.withheld) line.append(element("p", "withheld", fill(say.withheld, { count: data.withheld })));
    if (data.notice && !(data.stopped && data.abstained)) {
      line.append(told("p", "notice", data.notice));
    }
    if (data.citations.length) {
      const sources = element("details", "sources");
      const list = element("ol");
      data.citations.forEach((place, at) => list.append(source(place, at + 1, `source-${at}`)));
      const outlets = [...new Set(data.citations.map((place) => place.facts[0] ?? place.title))];
      const summary = element("summary", "", `${say.sources} (${data.citations.length}) `);
      summary.append(words("span", "fact", outlets.join(", ")));
      sources.append(summary, list);
      line.append(unfolded(parent, sources, "sources"));
    }
    if (data.how.length) line.append(how());
    if (!data.live) line.append(last());
    return line;
  };

  const withheld = () => {
    const made = element("details", "sources refused");
    const count = data.withheldSentences.length;
    const label = count === 1 ? say.withheld_one : fill(say.withheld_show, { count });
    const list = element("ul");
    data.withheldSentences.forEach((one) => {
      const item = element("li");
      item.append(element("p", "unsupported", `✗ ${say.not_supported}`), words("p", "said", one.text));
      item.append(english("p", "because", one.why));
      list.append(item);
    });
    made.append(element("summary", "", label), list);
    return unfolded(parent, made, "withheld");
  };

  const how = () => {
    const made = element("details", "sources how");
    const story = english("div", "story");
    data.how.forEach(([heading, lines]) => {
      const list = element("ul");
      lines.forEach((one) => list.append(words("li", "", one)));
      story.append(element("h3", "", heading), list);
    });
    made.append(element("summary", "", say.how), story);
    return unfolded(parent, made, "how");
  };

  const last = () => {
    const row = element("div", "last");
    if (data.by) row.append(words("span", "by", data.by));
    if (data.judgeable) row.append(judging());
    return row;
  };

  const judging = () => {
    const made = element("span", "judging");
    const thumb = (good, sign, name) => {
      const one = button("thumb", sign, () => {
        parent.reasoning = !good && data.judged !== false;
        setTriggerValue("judged", { good: data.judged === good ? null : good, reason: "" });
      });
      one.dataset.key = `judge-${good}`;
      one.setAttribute("aria-label", name);
      one.setAttribute("aria-pressed", String(data.judged === good));
      one.title = name;
      return one;
    };
    made.append(thumb(true, "👍\uFE0E", say.good), thumb(false, "👎\uFE0E", say.bad));
    if (data.judged === false) made.append(reason());
    return made;
  };

  const reason = () => {
    const form = element("form", "why-bad");
    const input = element("input");
    input.dir = "auto";
    input.maxLength = 500;
    input.value = data.reason;
    input.placeholder = say.why_bad;
    input.setAttribute("aria-label", say.why_bad);
    const send = button("send", say.send);
    send.type = "submit";
    form.append(input, send);
    form.onsubmit = (event) => {
      event.preventDefault();
      setTriggerValue("judged", { good: false, reason: input.value });
      status.textContent = say.thanks;
    };
    return form;
  };

  const status = element("p", "aside");
  status.setAttribute("role", "status");
  const turn = element("article", data.live ? "turn live" : "turn");
  turn.setAttribute("aria-busy", String(data.live));
  const head = element("header");
  head.append(words("h2", "question", data.question), understood());
  turn.append(head, data.abstained ? silent() : answered());
  if (data.live) {
    const waiting = element("p", "waiting", say.reading);
    waiting.setAttribute("role", "status");
    turn.append(waiting);
  }
  turn.append(foot(), card, status);
  turn.onkeydown = (event) => {
    if (event.key === "Escape" && !card.hidden) {
      hide();
      event.stopPropagation();
    }
  };
  show(parent, turn);
  parent.shown = data.claims.length;
  const stage = data.live ? "asked" : data.fresh ? "told" : "";
  if (stage && parent.stage !== stage) begin(parent, stage);
  parent.stage = stage || parent.stage;
  returns(parent, hide);
  beat(component);
  return leave(parent);
}

// An answer is read from its question on, however the page scrolls as it is drawn, until the reader moves. The input
// lost the focus of who typed in it while the answer was made.
function begin(parent, stage) {
  parent.left?.();
  const moved = new AbortController();
  const until = performance.now() + 3000;
  const look = setInterval(() => {
    const turn = parent.querySelector(".turn");
    if (!turn || performance.now() > until) return parent.left();
    const { top, bottom } = turn.getBoundingClientRect();
    const whole = bottom < innerHeight - 120; // the input's height
    if (top < 0 || (!whole && top > 24)) turn.scrollIntoView({ block: "start" });
    const input = document.querySelector("[data-testid=stChatInputTextArea]");
    if (stage === "told" && document.activeElement === document.body) input?.focus({ preventScroll: true });
  }, 100);
  parent.left = () => {
    clearInterval(look);
    moved.abort();
  };
  ["wheel", "touchmove", "pointerdown", "keydown"].forEach((type) => {
    addEventListener(type, parent.left, { capture: true, passive: true, signal: moved.signal });
  });
}

// While an answer grows the page is asked now and then whether it still does.
function beat({ data, parentElement: parent, setTriggerValue }) {
  clearTimeout(parent.beating);
  if (data.live) parent.beating = setTimeout(() => setTriggerValue("beat", true), 1500);
}
