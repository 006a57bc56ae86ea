// Part of npm run build: see `server/inline-scripts.ts`.
import { finishStaticPages } from "@/server/inline-scripts";

await finishStaticPages(".next");
