export { forProduct } from "./for-product";
export { operations } from "./operations";
export { otherMethods } from "./other-methods";
export { serve, serveFile } from "./serve";
