import { environment } from "../../support/stack";

/** Modules of the application read the environment of the running stack, as its processes do. Imported before any of them. */
for (const [name, value] of Object.entries(environment())) process.env[name] ??= value;
