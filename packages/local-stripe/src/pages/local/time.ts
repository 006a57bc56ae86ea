import { html } from "hono/html";
import type { Task } from "../../store/tables";
import type { World } from "../../world";
import { type Html, layout, singleColumn, testFooter } from "../ui/layout";

const day = 86_400;
const steps = [
  ["1 hour", 3600],
  ["1 day", day],
  ["1 week", 7 * day],
  ["30 days", 30 * day],
] as const;
const maxRows = 50;

/** The current time, what is due next, and buttons to advance. Works without scripts, which only show progress. */
export function timePage(world: World): Html {
  const { clock, tasks } = world;
  const pending = tasks.pending();
  const shift = clock.shift();
  return layout(
    "Time · Local Stripe",
    singleColumn(html`<div class="stack"><p><a href="/_local/events">Events</a></p><h1><time datetime="${iso(clock.now())}">${stamp(clock.now())} UTC</time></h1>
<p class="quiet">${shift === 0 ? "Same as the wall clock." : `${length(shift)} ahead of the wall clock.`} Time moves forward only.</p>
<form method="post" id="travel"><div class="actions" role="group" aria-label="Advance the clock by">
${steps.map(([name, seconds]) => html`<button name="seconds" value="${seconds}">+ ${name}</button>`)}
</div></form>
<p role="status" id="status" class="quiet small">${clock.advanceTarget() === null ? "" : "Advancing; reload to see the progress."}</p>
<progress id="progress" max="1" value="0" aria-label="Progress" hidden style="width:100%"></progress>
<h2>Due next</h2>
${
  pending.length === 0
    ? html`<p class="quiet">Nothing is due.</p>`
    : html`<table><thead><tr><th>When</th><th>What</th></tr></thead><tbody>${pending.slice(0, maxRows).map(row)}</tbody></table>`
}
${pending.length > maxRows ? html`<p class="quiet small">and ${pending.length - maxRows} more</p>` : ""}${testFooter()}</div>`),
    script,
  );
}

function row(task: Task): Html {
  return html`<tr><td class="nowrap">${stamp(task.at)}</td><td>${task.kind}<br><span class="small quiet">${task.ref}</span></td></tr>`;
}

const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();
const stamp = (seconds: number): string => iso(seconds).replace("T", " ").slice(0, 19);

function length(seconds: number): string {
  if (seconds < 2 * 3600) return `${Math.round(seconds / 60)} minutes`;
  return seconds < 2 * day ? `${Math.round(seconds / 3600)} hours` : `${Math.round(seconds / day)} days`;
}

const script = `
const form = document.getElementById("travel"), bar = document.getElementById("progress"), status = document.getElementById("status");
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const seconds = Number(event.submitter.value);
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  bar.hidden = false;
  const answer = await fetch("/_local/clock/advance", { method: "POST", body: JSON.stringify({ seconds }),
    headers: { "Content-Type": "application/json", Accept: "application/x-ndjson" } });
  if (!answer.ok) { status.textContent = (await answer.json()).error; return; }
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let rest = "", part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split("\\n");
    rest = lines.pop();
    for (const line of lines) {
      const { now, done, share } = JSON.parse(line);
      bar.value = share;
      status.textContent = new Date(now * 1000).toISOString().slice(0, 10) + " · " + done + " done";
    }
  }
  location.reload();
});`;
