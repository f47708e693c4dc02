// A form sent without a connection stays on the page with all its words, and goes when it is back.
// Nothing is kept in the browser. Without this file the form is sent as any other.
const probe = document.currentScript.src;

for (const note of document.querySelectorAll("[data-steady]")) {
  const form = note.closest("form");
  let button, timer, isSent;

  const go = async () => {
    clearTimeout(timer);
    try {
      await fetch(probe, { method: "HEAD", cache: "no-store" });
    } catch {
      note.hidden = false;
      timer = setTimeout(go, 20000);
      return;
    }
    if (isSent) return;
    isSent = true;
    form.requestSubmit(button);
  };

  form.addEventListener("submit", (event) => {
    if (isSent) return;
    event.preventDefault();
    button = event.submitter;
    go();
  });
  addEventListener("online", () => note.hidden || go());
}
