// Keeps a meeting in the browser until the server has it; the form's number lets it be sent twice.
// A draft is shown to its owner alone; logging out sends or erases it, a week erases it. What was
// only begun goes when somebody else signs in; what was saved waits, and may be erased by hand.
const box = document.querySelector(".drafts");
const form = document.querySelector("form[data-draft]");
const own = `meeting:${box.dataset.owner}:`;
const here = own + location.pathname;
const TOKEN = "csrfmiddlewaretoken";
const keys = (start) => Object.keys(localStorage).filter((key) => key.startsWith(start));
const kept = (key) => JSON.parse(localStorage[key] || null);
const drop = (key) => localStorage.removeItem(key);
const keep = (key, fields, ready) => {
  localStorage[key] = JSON.stringify({ fields, ready, at: Date.now() });
};
const fields = () => [...new FormData(form)].filter(([name]) => name !== TOKEN);
let busy, isLeaving;

function say(name, key = "", address = key.slice(own.length)) {
  for (const note of box.children) {
    note.hidden = note.dataset.say !== name;
    if (note.hidden) continue;
    for (const link of note.querySelectorAll("a")) link.href = address;
    for (const button of note.querySelectorAll("button")) {
      button.onclick = () => {
        drop(key);
        location.reload();
      };
    }
  }
}

function restore(draft) {
  const values = (name) => draft.fields.filter((field) => field[0] === name).map((field) => field[1]);
  for (const field of form.elements) {
    if (!field.name || field.name === TOKEN) continue;
    if (/radio|checkbox/.test(field.type)) field.checked = values(field.name).includes(field.value);
    else field.value = values(field.name)[0] || "";
    const isFilled = field.type === "checkbox" ? field.checked : field.rows && field.value;
    const fold = isFilled && field.closest("details");
    if (fold) fold.open = true;
  }
  for (const name of ["held", "next"]) {
    const [day] = values(name); // a day that yesterday's page offered and today's does not
    if (!day || form.elements[name].value === day) continue;
    form.elements[name].value = "other";
    form.elements[`${name}_other`].value = day;
  }
}

async function send(key) {
  const draft = kept(key);
  if (busy || draft?.ready !== true) return;
  busy = true;
  say("sending");
  try {
    const token = document.querySelector(`[name=${TOKEN}]`).value;
    const body = new URLSearchParams([...draft.fields, [TOKEN, token]]);
    const answer = await fetch(key.slice(own.length), { method: "POST", body });
    const page = await answer.text();
    if (answer.status >= 500) throw answer;
    settle(key, draft, answer, page);
  } catch {
    say("waiting");
    setTimeout(sendAll, 20000);
  }
  busy = false;
}

function settle(key, draft, answer, page) {
  const number = new Map(draft.fields).get("sending");
  if (answer.ok && !page.includes(`data-recorded="${number}"`)) return say("entrance", key, answer.url);
  if (answer.ok) {
    drop(key);
    const opens = form && key === here && !isLeaving;
    return opens ? location.replace(answer.url) : say("sent", key, answer.url);
  }
  keep(key, draft.fields);
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const again = fresh.querySelector("form[data-draft]");
  if (key !== here || !again) return say("refused", key);
  say();
  document.title = fresh.title;
  form.replaceChildren(...again.childNodes);
  form.querySelector("[role=alert]").focus();
}

async function sendAll() {
  for (const key of keys(own)) await send(key);
}

for (const key of keys("meeting:")) {
  const isForeign = box.dataset.owner && !key.startsWith(own);
  if (kept(key).at < Date.now() - 6048e5 || (isForeign && !kept(key).ready)) drop(key);
}
const [first] = keys(own);
if (form) {
  if (kept(here)) {
    restore(kept(here));
    say("resumed", here);
  }
  form.addEventListener("input", () => {
    const again = kept(here)?.ready && "again"; // saved, then changed: not to be sent half typed
    keep(here, fields(), again);
    say(again);
  });
  form.addEventListener("submit", (event) => {
    keep(here, fields(), true);
    event.preventDefault();
    send(here);
  });
} else if (first) say("begun", first);
else if (keys("meeting:")[0]) say("others", keys("meeting:")[0]);

for (const leave of document.querySelectorAll("form[data-leave]")) {
  leave.addEventListener("submit", async (event) => {
    event.preventDefault();
    isLeaving = true; // a meeting sent now must not open in place of the entrance
    await sendAll();
    isLeaving = false;
    if (keys(own)[0] && !confirm(box.dataset.leaving)) return;
    keys(own).forEach(drop);
    leave.submit();
  });
}
addEventListener("online", sendAll);
sendAll();
