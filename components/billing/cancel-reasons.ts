/** Stripe's own list of reasons, in the customer's words. */
export const cancelReasonWords = {
  too_expensive: "It costs too much",
  missing_features: "Something I need is missing",
  switched_service: "I use something else now",
  unused: "I do not use it enough",
  too_complex: "It is too hard to use",
  customer_service: "The support did not help me",
  low_quality: "It did not work well",
  other: "Another reason",
} as const;

export type CancelReason = keyof typeof cancelReasonWords;
export const cancelReasonKeys = Object.keys(cancelReasonWords) as CancelReason[];
