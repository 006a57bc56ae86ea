import { serve } from "./stack/serve";

await serve("development");
