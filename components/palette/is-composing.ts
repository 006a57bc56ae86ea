/**
 * Whether a key belongs to an input method, which composes a word of it: it chooses a candidate or cancels, and does nothing
 * else. Safari reports the key that ends it as 229 only.
 */
export const isComposing = ({
  isComposing: composing,
  keyCode,
}: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean => composing || keyCode === 229;
