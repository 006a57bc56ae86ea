import { LimitTrace } from "@/components/usage/limit-trace";
import { WhyStopped } from "@/components/usage/why-stopped";
import type { OrganizationDetails } from "@/lib/admin";

/** For each meter, where its limit comes from and, if it is reached, what the customer sees. */
export function EffectiveLimits({ limits }: Pick<OrganizationDetails, "limits">) {
  return (
    <ul className="grid gap-5 sm:grid-cols-2">
      {limits.map(({ key, name, unit, trace, stopped }) => (
        <li key={key} className="grid content-start gap-2 text-sm">
          <span className="font-medium">{name}</span>
          {stopped.allowed ? (
            <LimitTrace trace={trace} unit={unit} />
          ) : (
            <WhyStopped refusal={stopped.refusal} trace={trace} upgrade={false} />
          )}
        </li>
      ))}
    </ul>
  );
}
