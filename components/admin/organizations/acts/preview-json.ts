import type { PreviewJson } from "@/components/billing/use-preview";
import type { ChangePreview } from "@/lib/billing";

type Charge = NonNullable<ChangePreview["today"]>;

const charge = <C extends Pick<Charge, "lines">>({ lines, ...rest }: C) => ({
  ...rest,
  lines: lines.map(({ from, to, ...line }) => ({ ...line, from: from.toISOString(), to: to.toISOString() })),
});

/** A preview as the API answers it, so that customers and platform admins see the same panel. */
export const previewJson = ({ at, today, next, ...preview }: ChangePreview): PreviewJson => ({
  ...preview,
  at: at?.toISOString() ?? null,
  today: today && charge(today),
  next: next && { ...charge(next), at: next.at.toISOString() },
});
