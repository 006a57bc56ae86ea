export { assertConforms } from "./conforms";
export { type ApiDocument, apiDocument } from "./document";
