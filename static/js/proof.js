// Solves the task of the last page (proofs.py) in the background. Who sends earlier waits a moment;
// where it cannot be solved, the answers go out without it.
"use strict";

const MOST_WORKERS = 4;
const LONGEST_WAIT = 30_000;

function solve(challenge, address) {
  const workers = [];
  const number = Math.min(MOST_WORKERS, navigator.hardwareConcurrency || 1);
  const solution = new Promise((found) => {
    const giveUp = setTimeout(() => found(null), LONGEST_WAIT);
    for (let start = 0; start < number; start += 1) {
      const worker = new Worker(address);
      workers.push(worker);
      worker.addEventListener("error", () => found(null));
      worker.addEventListener("message", ({ data }) => {
        clearTimeout(giveUp);
        found(data && !data.error ? data : null);
      });
      worker.postMessage({ type: "work", challenge, counterStart: start, counterStep: number });
    }
  });
  return solution.finally(() => workers.forEach((worker) => worker.terminate()));
}

function prove(field) {
  const status = document.getElementById("proof-status");
  const challenge = JSON.parse(field.dataset.challenge);
  let isDone = false;
  let waiting = null;

  const done = solve(challenge, field.dataset.worker)
    .then((solution) => {
      if (solution) field.value = btoa(JSON.stringify({ challenge, solution }));
    })
    .finally(() => {
      isDone = true;
      status.textContent = "";
      if (waiting) field.form.requestSubmit(waiting);
    });

  field.form.addEventListener("submit", (event) => {
    if (isDone || event.defaultPrevented || event.submitter?.value !== "next") return;
    event.preventDefault();
    waiting = event.submitter;
    status.textContent = status.dataset.waiting;
  });
  return done;
}

const task = document.querySelector("[data-challenge]");
if (task && !task.value) prove(task);
