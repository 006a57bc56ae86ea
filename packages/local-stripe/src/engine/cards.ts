/** How a test card behaves. The numbers are from Stripe's documentation. */
export interface CardBehavior {
  brand: "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay";
  funding: "credit" | "debit" | "prepaid";
  country: string;
  /** Whether it can be saved to a customer. */
  attachable: boolean;
  charge: "succeeds" | Decline;
  /** When 3D Secure is required: never, until set up once, or for every payment. */
  challenge: "never" | "first" | "always";
  /** How its cardholder disputes every charge. */
  dispute?: "fraudulent" | "product_not_received" | "inquiry";
}

export interface Decline {
  code: string;
  decline_code: string | null;
  message: string;
}

const declined = (decline_code: string, message = "Your card was declined."): Decline => ({
  code: "card_declined",
  decline_code,
  message,
});

const generic = declined("generic_decline");
const insufficient = declined("insufficient_funds", "Your card has insufficient funds.");
const expired: Decline = { code: "expired_card", decline_code: "expired_card", message: "Your card has expired." };
const wrongCvc: Decline = {
  code: "incorrect_cvc",
  decline_code: "incorrect_cvc",
  message: "Your card's security code is incorrect.",
};
const processing: Decline = {
  code: "processing_error",
  decline_code: "processing_error",
  message: "An error occurred while processing your card. Try again in a little bit.",
};

const standard: CardBehavior = {
  brand: "visa",
  funding: "credit",
  country: "US",
  attachable: true,
  charge: "succeeds",
  challenge: "never",
};

const declining = (charge: Decline): CardBehavior => ({ ...standard, charge, attachable: false });

const behaviors: Record<string, CardBehavior> = {
  "4242424242424242": standard,
  "4000056655665556": { ...standard, funding: "debit" },
  "5555555555554444": { ...standard, brand: "mastercard" },
  "2223003122003222": { ...standard, brand: "mastercard" },
  "5200828282828210": { ...standard, brand: "mastercard", funding: "debit" },
  "5105105105105100": { ...standard, brand: "mastercard", funding: "prepaid" },
  "378282246310005": { ...standard, brand: "amex" },
  "371449635398431": { ...standard, brand: "amex" },
  "6011111111111117": { ...standard, brand: "discover" },
  "3056930009020004": { ...standard, brand: "diners" },
  "3566002020360505": { ...standard, brand: "jcb" },
  "6200000000000005": { ...standard, brand: "unionpay" },
  "4000002760000016": { ...standard, country: "DE" },
  "4000000000000002": declining(generic),
  "4000000000009995": declining(insufficient),
  "4000000000009987": declining(declined("lost_card")),
  "4000000000009979": declining(declined("stolen_card")),
  "4000000000000069": declining(expired),
  "4000000000000127": declining(wrongCvc),
  "4000000000000119": declining(processing),
  "4000000000000259": { ...standard, dispute: "fraudulent" },
  "4000000000002685": { ...standard, dispute: "product_not_received" },
  "4000000000001976": { ...standard, dispute: "inquiry" },
  "4000000000000341": { ...standard, charge: generic },
  "4000002500003155": { ...standard, challenge: "first" },
  "4000002760003184": { ...standard, challenge: "always" },
  "4000008260003178": { ...standard, challenge: "always", charge: insufficient },
  "4000008400001629": { ...standard, challenge: "always", charge: generic },
  "4000003800000446": { ...standard, challenge: "never" },
};

/** Any other valid number behaves like a standard card of its brand. */
export function cardBehavior(number: string): CardBehavior {
  return behaviors[number] ?? { ...standard, brand: brandOf(number) };
}

/** Named payment methods and tokens of Stripe's test mode. */
export const namedCards: Record<string, string> = {
  pm_card_visa: "4242424242424242",
  pm_card_visa_debit: "4000056655665556",
  pm_card_mastercard: "5555555555554444",
  pm_card_mastercard_debit: "5200828282828210",
  pm_card_mastercard_prepaid: "5105105105105100",
  pm_card_amex: "378282246310005",
  pm_card_discover: "6011111111111117",
  pm_card_diners: "3056930009020004",
  pm_card_jcb: "3566002020360505",
  pm_card_unionpay: "6200000000000005",
  pm_card_us: "4242424242424242",
  pm_card_de: "4000002760000016",
  pm_card_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedLostCard: "4000000000009987",
  pm_card_visa_chargeDeclinedLostCard: "4000000000009987",
  pm_card_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_visa_chargeDeclinedStolenCard: "4000000000009979",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_chargeDeclinedIncorrectCvc: "4000000000000127",
  pm_card_chargeDeclinedProcessingError: "4000000000000119",
  pm_card_chargeCustomerFail: "4000000000000341",
  pm_card_createDispute: "4000000000000259",
  pm_card_createDisputeProductNotReceived: "4000000000002685",
  pm_card_createDisputeInquiry: "4000000000001976",
  pm_card_authenticationRequiredOnSetup: "4000002500003155",
  pm_card_authenticationRequired: "4000002760003184",
  pm_card_threeDSecure2Required: "4000002760003184",
  pm_card_authenticationRequiredChargeDeclinedInsufficientFunds: "4000008260003178",
  pm_card_threeDSecureRequiredChargeDeclined: "4000008400001629",
  tok_visa: "4242424242424242",
  tok_visa_debit: "4000056655665556",
  tok_mastercard: "5555555555554444",
  tok_amex: "378282246310005",
  tok_chargeDeclined: "4000000000000002",
  tok_chargeDeclinedInsufficientFunds: "4000000000009995",
  tok_chargeDeclinedExpiredCard: "4000000000000069",
  tok_chargeCustomerFail: "4000000000000341",
  tok_createDispute: "4000000000000259",
  tok_createDisputeProductNotReceived: "4000000000002685",
  tok_createDisputeInquiry: "4000000000001976",
};

export function passesLuhn(number: string): boolean {
  if (!/^\d{12,19}$/.test(number)) return false;
  const sum = [...number].reverse().reduce((total, character, index) => {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    return total + (digit > 9 ? digit - 9 : digit);
  }, 0);
  return sum % 10 === 0;
}

function brandOf(number: string): CardBehavior["brand"] {
  if (/^3[47]/.test(number)) return "amex";
  if (/^(5[1-5]|2[2-7])/.test(number)) return "mastercard";
  if (/^6(011|5)/.test(number)) return "discover";
  if (/^3(0|6|8)/.test(number)) return "diners";
  if (/^35/.test(number)) return "jcb";
  if (/^62/.test(number)) return "unionpay";
  return "visa";
}
