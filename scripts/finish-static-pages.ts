// Part of npm run build: see `server/finish-static-pages.ts`.
import { finishStaticPages } from "@/server/finish-static-pages";

await finishStaticPages(".next");
