import "server-only";
import { problem } from "@/lib/http";
import { problemDocument } from "@/lib/problem";
import type { EventAnswer } from "./answers";
import type { Reported } from "./read-events";

/** One event is answered by the status of the response, a batch event by event. */
export function trackResponse(reported: Reported, answers: readonly EventAnswer[]): Response {
  if (reported.kind === "batch") return Response.json(batchBody(answers));
  const [answer] = answers;
  if (!answer) throw new Error("an event was left without an answer");
  return answer.status === "refused" ? problem(answer.error) : Response.json(answer);
}

function batchBody(answers: readonly EventAnswer[]) {
  const counts = { accepted: 0, duplicate: 0, refused: 0 };
  for (const { status } of answers) counts[status] += 1;
  return {
    accepted: counts.accepted,
    duplicates: counts.duplicate,
    refused: counts.refused,
    results: answers.map((answer, index) =>
      answer.status === "refused"
        ? { index, status: answer.status, problem: problemDocument(answer.error) }
        : { index, ...answer },
    ),
  };
}
