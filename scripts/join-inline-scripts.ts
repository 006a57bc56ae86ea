// Part of npm run build: see `joinDataScripts`.
import { joinScriptsOfBuild } from "@/server/inline-scripts";

await joinScriptsOfBuild(".next");
