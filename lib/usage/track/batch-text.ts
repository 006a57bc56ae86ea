import type { CountedEvent as Counted } from "./event-answer";

/**
 * The answers to events that were counted as JSON, one after the other, as `JSON.stringify` would write them. What one
 * says of the limits is mostly what the one before said, and half of its text: it is written once. Pure.
 *
 * @returns how to write the next one.
 */
export function answerWriter(): (index: number, answer: Counted) => string {
  let last: Counted | undefined;
  let opening = "";
  let limits = "";
  return (index, answer) => {
    if (last?.organization !== answer.organization || last.meter !== answer.meter) opening = openingOf(answer);
    if (!last || !hasLimitsOf(answer, last)) limits = limitsOf(answer);
    last = answer;
    const { status, duplicate, id, amount, used } = answer;
    return `{"index":${index},"status":"${status}","duplicate":${duplicate},"id":"${id}${opening}${amount},"used":${used}${limits}`;
  };
}

const openingOf = ({ organization, meter }: Counted) =>
  `","organization":${JSON.stringify(organization)},"meter":${JSON.stringify(meter)},"amount":`;

const hasLimitsOf = (one: Counted, other: Counted): boolean =>
  one.limit === other.limit &&
  one.hardLimit === other.hardLimit &&
  one.state === other.state &&
  one.graceEndsAt === other.graceEndsAt &&
  one.resetsAt === other.resetsAt;

const limitsOf = ({ limit, hardLimit, state, graceEndsAt, resetsAt }: Counted) =>
  `,${JSON.stringify({ limit, hardLimit, state, graceEndsAt, resetsAt }).slice(1)}`;
