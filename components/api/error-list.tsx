import { commonErrors } from "@/lib/api/operation";
import { byStatus } from "@/lib/api/problems";
import { inCode } from "./in-code";

/** What any operation can answer, by status. */
export const usualErrors: ReadonlyMap<string, string> = new Map(
  [...byStatus(commonErrors)].map(([status, { description }]) => [`${status}`, description]),
);

/** Statuses with what they mean. */
export function ErrorList({ errors }: { errors: readonly { status: string; description: string }[] }) {
  return (
    <dl className="-mt-2 grid gap-2 text-sm sm:grid-cols-[3rem_1fr]">
      {errors.map(({ status, description }) => (
        <div key={status} className="grid gap-x-3 sm:col-span-2 sm:grid-cols-subgrid">
          <dt className="figures font-medium">{status}</dt>
          <dd className="text-muted-foreground">{inCode(description)}</dd>
        </div>
      ))}
    </dl>
  );
}
