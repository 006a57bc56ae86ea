// npm run api:types: writes the client's types from the API's declarations.
import { writeFileSync } from "node:fs";
import { clientTypes } from "../testing/client-types";

writeFileSync("packages/client/src/api.ts", await clientTypes());
