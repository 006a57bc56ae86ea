import "server-only";
import type { TenantContext } from "@/lib/context";
import { rawClient } from "@/lib/database";
import { type Conversion, type Journey, journeysOf, type Touch } from "../attribution/journey";

export type JourneyRange = {
  from: Date;
  /** Excluded. */
  until: Date;
  lookBackDays: number;
  conversionType: string | null;
};

const dayMs = 86_400_000;
/** Persons at a time: enough to keep both sides busy, and a megabyte or two. */
const persons = 1_000;

/**
 * One row per person, with everything they did as text: `channel␟ms␞channel␟ms`. A row per touch would take the driver several times
 * as long. `date_part` is a float, which is exact to the millisecond; `extract` is a numeric and slower. Conversions before the range are read too, because they end journeys.
 */
const statement = `
  select t.touches, c.conversions
  from (
    select person, string_agg(channel || E'\\x1f' || (date_part('epoch', at) * 1000)::bigint, E'\\x1e' order by at, channel) as touches
    from touchpoints where organization_id = $1 and at >= $2 and at < $3 group by person) t
  full join (
    select person, string_agg(value || E'\\x1f' || (date_part('epoch', at) * 1000)::bigint, E'\\x1e' order by at, id) as conversions
    from conversions where organization_id = $1 and at >= $2 and at < $3 and ($4::text is null or type = $4) group by person) c
  on c.person = t.person`;

type Row = { touches: string | null; conversions: string | null };

/** Gives every journey of the range to `take`, and after each part how many touches were read. Needs memory for a part only. */
export async function readJourneys(
  { organizationId, tx }: TenantContext,
  { from, until, lookBackDays, conversionType }: JourneyRange,
  take: (journey: Journey) => void,
  progress: (touches: number) => Promise<void>,
): Promise<void> {
  const earliest = new Date(from.getTime() - lookBackDays * dayMs);
  const parameters = [organizationId, earliest.toISOString(), until.toISOString(), conversionType];
  let read = 0;
  for await (const rows of rawClient(tx).unsafe<Row>(statement, parameters).cursor(persons)) {
    for (const { touches, conversions } of rows) {
      const own = pairsOf(touches).map(([channel, at]): Touch => ({ channel, at: new Date(Number(at)) }));
      const ends = pairsOf(conversions).map(
        ([value, at]): Conversion => ({ value: Number(value), at: new Date(Number(at)) }),
      );
      read += own.length;
      for (const journey of journeysOf(own, ends, { lookBackDays, until })) if (isIn(journey, from)) take(journey);
    }
    await progress(read);
  }
}

const pairsOf = (text: string | null): [string, string][] =>
  text === null
    ? []
    : text.split("\x1e").map((pair) => {
        const [first = "", second = ""] = pair.split("\x1f");
        return [first, second];
      });

/** Journeys that ended before the range, or were never touched in it, belong to another run. */
function isIn({ touches, conversion }: Journey, from: Date): boolean {
  if (conversion) return conversion.at >= from;
  const last = touches.at(-1);
  return last !== undefined && last.at >= from;
}
