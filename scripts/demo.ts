import { serve } from "./stack/serve";

await serve("production");
