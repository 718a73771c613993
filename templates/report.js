// Narrows the page to one agency, one section, one kind of finding. Without it everything is shown,
// and nothing is missing.
(() => {
  "use strict";
  const form = document.getElementById("filters");
  const shown = document.getElementById("shown");
  const items = [...document.querySelectorAll("[data-agency], [data-section], [data-kind]")];
  const choices = [...form.querySelectorAll("select")];

  const fits = ({ dataset }, chosen) => chosen.every(
    ({ name, value }) => !(name in dataset) || dataset[name].split(" ").includes(value));
  const say = (words, parts) => words.replace(/\{(\w+)\}/g, (_, part) => parts[part]);
  const count = (which) => document.querySelectorAll(which).length;

  function narrow() {
    const chosen = choices.filter((choice) => choice.value);
    for (const item of items) item.hidden = !fits(item, chosen);
    for (const group of document.querySelectorAll(".group"))
      group.hidden = !group.querySelector(".finding:not([hidden])");
    const parts = {
      findings: count(".finding:not([hidden])"),
      returns: count(".return:not([hidden])"),
      allFindings: count(".finding"),
      allReturns: count(".return"),
    };
    const only = chosen.map((choice) => choice.selectedOptions[0].text).join("; ");
    const limited = only && ` ${say(shown.dataset.only, { only })}`;
    shown.textContent = say(shown.dataset.words, parts) + limited;
  }

  // A link leads to its target even where a filter hides it, or in a part that is folded away.
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    if (target.closest("[hidden]")) {
      form.reset();
      narrow();
    }
    let around = target.closest("details");
    for (; around; around = around.parentElement.closest("details")) around.open = true;
  });
  form.addEventListener("change", narrow);
  form.addEventListener("reset", () => setTimeout(narrow));
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of form.querySelectorAll("[data-open]")) {
    button.addEventListener("click", () => {
      const folds = document.querySelectorAll(".finding:not([hidden]), .return:not([hidden])");
      for (const each of folds) each.open = button.dataset.open === "yes";
    });
  }
  form.hidden = false;
  narrow(); // a browser may have kept what was chosen
})();
