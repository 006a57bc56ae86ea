import type { TenantContext } from "@/lib/context";

/** Who acts, for a row's author; null when the system does. */
export const personOf = ({ actor }: TenantContext): string | null => (actor.kind === "user" ? actor.id : null);
