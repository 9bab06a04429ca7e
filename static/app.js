// Theme, keys, clicking a sentence, choosing a quote. Every page works without this file.
const root = document.documentElement;
const kept = (name, value) => {
  try {
    if (value !== undefined) localStorage.setItem(name, value);
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};

const themeButton = document.querySelector("[data-act=theme]");
if (themeButton) {
  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const show = () => themeButton.setAttribute("aria-pressed", String(isDark()));
  themeButton.hidden = false;
  show();
  themeButton.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    document.cookie = `theme=${root.dataset.theme}; path=/; max-age=31536000; samesite=lax`;
    show();
  });
}

// One letter alone is a key only outside fields, and can be switched off in the list of keys.
// What is looked for is looked for each time: going back puts another body in place.
const showKeys = () => {
  document.querySelector("#keys-on").checked = kept("keys") !== "off";
  document.querySelector("#keys").showModal();
};
document.addEventListener("change", (event) => {
  if (event.target.id === "keys-on") kept("keys", event.target.checked ? "on" : "off");
});

const CLOSED = ["signed-off", "waived", "not-a-claim", "archived"];
const steps = () => [...document.querySelectorAll(".mark, .list h2 a")];
const isOpen = (step) => !CLOSED.includes(step.closest("[data-status]")?.dataset.status);
const reveal = (element) => {
  const top = element.getBoundingClientRect().top;
  const sheet = matchMedia("(width < 64rem)").matches ? 0.4 : 0.85;
  if (top < 80 || top > innerHeight * sheet) element.scrollIntoView({ block: "start" });
};
// In the galley a step opens the claim; in a list it only moves the focus.
const move = (by, wanted = () => true) => {
  const all = steps();
  const current = all.findIndex((step) => step.getAttribute("aria-current") === "true");
  const from = all.includes(document.activeElement) ? all.indexOf(document.activeElement) : current;
  for (let at = from + by; at >= 0 && at < all.length; at += by) {
    if (!wanted(all[at])) continue;
    all[at].focus({ preventScroll: true });
    reveal(all[at].closest(".sentence") ?? all[at]);
    if (all[at].matches(".mark")) all[at].click();
    return;
  }
};

const attach = () => {
  const arrived = document.querySelector("#suggestion-list [id^=accept-] > summary");
  const summary = arrived ?? document.querySelector("summary[data-key=a]");
  if (!summary) return;
  summary.parentElement.open = true;
  (summary.closest(".card") ?? summary).scrollIntoView({ block: "start" });
  summary.parentElement.querySelector("input:not([type=hidden]), textarea").focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || kept("keys") === "off") return;
  if (event.target.closest("input:not([type=radio]), textarea, select, dialog")) return;
  const byKey = {
    j: () => move(1),
    k: () => move(-1),
    n: () => move(1, isOpen),
    a: attach,
    s: () => document.querySelector("button[data-key=s]")?.focus(),
    "?": showKeys,
  };
  const rating = /^[1-9]$/.test(event.key) && document.querySelector(`.ratings [data-key="${event.key}"]`);
  const choose = () => {
    rating.closest("details")?.setAttribute("open", "");
    rating.checked = true;
    rating.focus();
  };
  const act = rating ? choose : byKey[event.key];
  if (act) {
    event.preventDefault();
    act();
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-act=keys]")) showKeys();
  event.target.closest("[data-act=dismiss-toast]")?.parentElement.remove();
  // Enter on a mark goes into the claim; a click or a key of ours leaves the focus in the text.
  if (event.isTrusted && event.detail === 0 && event.target.closest(".mark, .nextup a")) goIn = true;
  const sentence = event.target.closest(".prose .sentence");
  if (sentence && !event.target.closest("a") && getSelection().isCollapsed) sentence.querySelector(".mark").click();
});

let goIn = false;
document.addEventListener("htmx:afterSettle", () => {
  if (goIn) document.querySelector("#claim-title")?.focus();
  goIn = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("#claim")) document.querySelector(".sentence.here .mark")?.focus();
});

// Words selected in a suggestion's text become its quote.
document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const holder = selection.getRangeAt(0).commonAncestorContainer;
  const passage = (holder.closest ? holder : holder.parentElement)?.closest("[data-quote-for]");
  const quote = passage && document.getElementById(passage.dataset.quoteFor);
  if (!quote || !quote.closest("details").open || "typed" in quote.dataset) return;
  quote.value = selection.toString();
});

// What is being typed about a claim, or pasted to be brought in, stays in this tab until it is sent: another claim can be
// looked at meanwhile, and a session may end. It is forgotten at log-out and with the tab.
const draftName = (field) =>
  `draft ${document.body.dataset.user} ${field.form.getAttribute("action")} ${field.type === "radio" ? field.name : field.id || field.name}`;
const isTyped = (field) =>
  field.name && field.form?.matches("#claim form[action], form[data-keep]") && !["hidden", "file", "password"].includes(field.type);
const drafts = (act) => {
  try {
    return act(sessionStorage);
  } catch {
    return null;
  }
};
document.addEventListener("input", (event) => {
  const field = event.target;
  if (event.isTrusted) field.dataset.typed = "";
  if (!isTyped(field)) return;
  const value = field.type === "checkbox" ? String(field.checked) : field.value;
  drafts((store) => store.setItem(draftName(field), value));
});
const restore = () => {
  for (const field of document.querySelectorAll(":is(#claim form, form[data-keep]) :is(input, textarea, select)")) {
    const draft = isTyped(field) && drafts((store) => store.getItem(draftName(field)));
    if (typeof draft !== "string") continue;
    const isChoice = field.type === "radio" || field.type === "checkbox";
    const chosen = field.type === "radio" ? field.value === draft : draft === "true";
    if (isChoice ? field.checked === chosen : field.value === draft) continue;
    if (isChoice) field.checked = chosen;
    else field.value = draft;
    field.dataset.typed = "";
    field.closest("details")?.setAttribute("open", "");
  }
};
const forget = (prefix) =>
  drafts((store) => {
    for (const name of Object.keys(store)) if (name.startsWith(prefix)) store.removeItem(name);
  });
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.detail.requestConfig.elt.closest("form");
  const answer = event.detail.xhr;
  // A refusal or a conflict is an answer, but nothing was kept.
  const isKept = answer.status >= 200 && answer.status < 300;
  const isDone = isKept && !answer.getResponseHeader("HX-Redirect");
  if (form && isDone) forget(`draft ${document.body.dataset.user} ${form.getAttribute("action")} `);
});
document.addEventListener("submit", (event) => {
  const action = event.target.getAttribute("action") ?? "";
  if (action.endsWith("/logout/")) forget("draft ");
  if (action.endsWith("/new/keep/")) forget(`draft ${document.body.dataset.user} /articles/new/`);
});
document.addEventListener("htmx:afterSettle", restore);
restore();

// The chosen sentence is marked in the text, and a notice is where the focus goes.
const markHere = () => {
  const number = document.querySelector("#claim")?.dataset.number;
  for (const sentence of document.querySelectorAll(".prose .sentence")) {
    const isHere = sentence.id === `s${number}`;
    if (isHere && !sentence.classList.contains("here")) reveal(sentence);
    sentence.classList.toggle("here", isHere);
    const mark = sentence.querySelector(".mark");
    if (isHere) mark.setAttribute("aria-current", "true");
    else mark.removeAttribute("aria-current");
  }
};
document.addEventListener("htmx:afterSettle", () => {
  document.querySelector("[data-focus]:not([data-focused])")?.focus();
  for (const notice of document.querySelectorAll("[data-focus]")) notice.dataset.focused = "";
  if (document.querySelector(".bench")) markHere();
});
// A swap of the whole claim keeps the place in it when the claim is the same one.
let place = null;
document.addEventListener("htmx:beforeSwap", (event) => {
  const claim = event.detail.target.closest("#claim");
  const unfolded = claim && [...claim.querySelectorAll("details[data-stay][open]")].map(({ id }) => id);
  place = claim && { number: claim.dataset.number, top: claim.scrollTop, unfolded };
});
document.addEventListener("htmx:afterSwap", () => {
  const claim = document.querySelector("#claim");
  for (const id of place?.unfolded ?? []) document.getElementById(id)?.setAttribute("open", "");
  if (place && claim && claim.dataset.number === place.number) claim.scrollTop = place.top;
  place = null;
});
// The button that was pressed went with the claim it stood in, and the focus with it: it goes to
// what stands there now, so that Tab does not begin at the top of the page.
document.addEventListener("htmx:afterSettle", (event) => {
  const asked = event.detail.requestConfig?.elt;
  if (document.activeElement !== document.body || !asked?.closest("#claim")) return;
  const { step } = asked.dataset;
  const part = document.getElementById(asked.closest("section[id]")?.id ?? "claim");
  const next = (step && document.querySelector(`#claim [data-step="${step}"]`)) || part;
  if (next === part) part?.setAttribute("tabindex", "-1");
  next?.focus({ preventScroll: true });
});
const here = document.querySelector(".sentence.here");
if (here) reveal(here);

// No answer, or a broken one: say so where the act was, and leave what was typed.
const say = (event, why) => {
  document.querySelector(".notice[data-no-answer]")?.remove();
  const notice = document.querySelector("#no-answer").content.firstElementChild.cloneNode(true);
  notice.dataset.noAnswer = "";
  notice.querySelector("[data-why]").textContent = why;
  const form = event.detail.elt.closest("form");
  if (form) form.prepend(notice);
  else document.querySelector("#toasts").append(notice);
};
// What the next choice or act brings makes the notice old.
document.addEventListener("htmx:afterOnLoad", (event) => {
  const { elt, successful } = event.detail;
  if (successful && elt.matches("form, a")) document.querySelector(".notice[data-no-answer]")?.remove();
});
document.addEventListener("htmx:sendError", (event) =>
  say(event, navigator.onLine ? "The desk does not answer. Try again in a moment." : "You are offline."),
);
document.addEventListener("htmx:timeout", (event) => say(event, "The desk takes too long to answer."));
document.addEventListener("htmx:responseError", (event) => {
  const words = {
    403: "Your role does not allow this, or you have been logged out. Load the page again.",
    404: "This is no longer here. Load the page again.",
    413: "This is too large to send.",
  };
  say(event, words[event.detail.xhr.status] ?? "Something broke on our side; it is in the log.");
});
