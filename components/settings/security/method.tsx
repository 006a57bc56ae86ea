import type { ReactNode } from "react";

type MethodProps = { icon: ReactNode; name: string; state?: ReactNode; note: string; children: ReactNode };

/** One way to sign in or confirm an identity, with its buttons. */
export function Method({ icon, name, state, note, children }: MethodProps) {
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className="text-muted-foreground [&>svg]:size-4">{icon}</span>
      <div className="grid min-w-40 flex-1 gap-0.5">
        <span className="flex flex-wrap items-center gap-2 font-medium text-sm">
          {name} {state}
        </span>
        <span className="text-pretty text-muted-foreground text-sm">{note}</span>
      </div>
      <div className="flex flex-wrap gap-2">{children}</div>
    </li>
  );
}
