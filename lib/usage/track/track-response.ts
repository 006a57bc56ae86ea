import "server-only";
import { problem } from "@/lib/http";
import { problemDocument } from "@/lib/problem";
import type { EventAnswer } from "./answers";
import { answerWriter } from "./batch-text";
import type { Reported } from "./read-events";

/** One event is answered by the status of the response, a batch event by event. */
export function trackResponse(reported: Reported, answers: readonly EventAnswer[]): Response {
  if (reported.kind === "batch") return jsonText(batchText(answers));
  const [answer] = answers;
  if (!answer) throw new Error("an event was left without an answer");
  return answer.status === "refused" ? problem(answer.error) : Response.json(answer);
}

const jsonText = (text: string) => new Response(text, { headers: { "Content-Type": "application/json" } });

function batchText(answers: readonly EventAnswer[]): string {
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  const write = answerWriter();
  const results = answers.map((answer, index) => {
    counts[answer.status] += 1;
    return answer.status === "refused"
      ? JSON.stringify({ index, status: answer.status, problem: problemDocument(answer.error) })
      : write(index, answer);
  });
  const { accepted, duplicate, refused } = counts;
  return `{"accepted":${accepted},"duplicates":${duplicate},"refused":${refused},"results":[${results.join(",")}]}`;
}
