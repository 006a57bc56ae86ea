export { operations } from "./operations";
export { serve } from "./serve";
