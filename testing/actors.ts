import type { Actor } from "@/lib/context";

type SystemId = Extract<Actor, { kind: "system" }>["id"];

/** The system as an actor: the worker unless another part of it is named. */
export const asSystem = (id: SystemId = "worker"): Actor => ({ kind: "system", id });

/** A person as an actor. */
export const asUser = (id: string): Actor => ({ kind: "user", id });
