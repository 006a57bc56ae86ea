import type { ReactNode } from "react";

/** The networks' marks, reduced to what one recognizes them by at 36 pixels. */
const marks: Readonly<Record<string, ReactNode>> = {
  visa: (
    <>
      <rect width="36" height="24" rx="3.5" fill="#1a1f71" />
      <path
        d="m15.6 15.9 1.35-7.8h2.1l-1.35 7.8zM25 8.3a5.4 5.4 0 0 0-1.9-.35c-2.1 0-3.55 1.05-3.56 2.56-.01 1.1 1.05 1.73 1.85 2.1.82.38 1.1.62 1.1.96-.01.52-.66.75-1.27.75-.84 0-1.3-.12-2-.4l-.27-.13-.3 1.75c.5.22 1.41.4 2.36.42 2.22 0 3.66-1.04 3.68-2.64.01-.88-.56-1.55-1.78-2.1-.74-.36-1.19-.6-1.18-.96 0-.33.38-.67 1.2-.67.69-.02 1.18.14 1.57.3l.19.08zM30.4 8.1h-1.63c-.5 0-.88.14-1.1.64l-3.13 7.16h2.2l.45-1.16h2.7l.26 1.16h1.94zm-2.6 5.04.84-2.16c-.02.02.17-.45.28-.75l.14.68.5 2.23zM13.8 8.1l-2.06 5.3-.22-1.07c-.38-1.24-1.57-2.58-2.9-3.25l1.88 6.8h2.24L16 8.1z"
        fill="#fff"
      />
      <path d="M9.8 8.1H6.4l-.03.16c2.66.65 4.42 2.2 5.15 4.06l-.74-3.57c-.13-.5-.5-.63-.98-.65z" fill="#f7b600" />
    </>
  ),
  mastercard: (
    <>
      <rect width="36" height="24" rx="3.5" fill="#16161a" />
      <circle cx="14.2" cy="12" r="6.2" fill="#eb001b" />
      <circle cx="21.8" cy="12" r="6.2" fill="#f79e1b" />
      <path d="M18 7.1a6.2 6.2 0 0 1 0 9.8 6.2 6.2 0 0 1 0-9.8z" fill="#ff5f00" />
    </>
  ),
  amex: (
    <>
      <rect width="36" height="24" rx="3.5" fill="#1f72cd" />
      <path
        d="M4.5 15.5 7.4 8.5h2l2.9 7h-2.1l-.5-1.3H7.1l-.5 1.3zm3.3-2.9h1.3l-.65-1.7zM13 15.5v-7h2.6l1.5 4 1.5-4h2.6v7h-1.8v-4.7l-1.7 4.7h-1.3l-1.7-4.7v4.7zM22 15.5v-7h5.3v1.6h-3.4v1.1h3.3v1.5h-3.3v1.2h3.4v1.6zM27.3 15.5l2.2-3.5-2.2-3.5h2.2l1.1 2 1.1-2h2L31.6 12l2.2 3.5h-2.2l-1.1-2-1.1 2z"
        fill="#fff"
      />
    </>
  ),
  discover: (
    <>
      <rect x=".5" y=".5" width="35" height="23" rx="3" fill="#fff" stroke="#d7d7dc" />
      <path d="M35.5 14.5c-5 4-12 6.8-19.5 8.9H32.5a3 3 0 0 0 3-3z" fill="#f47216" />
      <circle cx="19" cy="11" r="3.5" fill="#f47216" />
      <path
        d="M5 8h2.2a3 3 0 0 1 0 6H5zM11 8h1.5v6H11zM24 8h4v1.2h-2.5v1.1h2.4v1.2h-2.4v1.2H28V14h-4z"
        fill="#23232b"
      />
    </>
  ),
};

/** The mark of a card's network, drawn; a plain card for one without. The name stands beside it. */
export function CardMark({ brand, className = "h-6 w-9 shrink-0" }: { brand: string; className?: string }) {
  return (
    <svg viewBox="0 0 36 24" aria-hidden="true" className={className}>
      {marks[brand.toLowerCase()] ?? (
        <>
          <rect x=".5" y=".5" width="35" height="23" rx="3" fill="var(--card)" stroke="var(--input)" />
          <path d="M0.5 6h35v4h-35z" fill="var(--muted-foreground)" />
          <path d="M5 16h8" stroke="var(--muted-foreground)" strokeWidth="1.5" strokeLinecap="round" />
        </>
      )}
    </svg>
  );
}

/** "Visa 4242": Stripe writes brands in lower case. */
export const cardName = ({ brand, last4 }: { brand: string; last4: string }): string => `${brandName(brand)} ${last4}`;

const names: Readonly<Record<string, string>> = {
  amex: "American Express",
  jcb: "JCB",
  unionpay: "UnionPay",
  diners: "Diners Club",
};

export const brandName = (brand: string): string => names[brand] ?? `${brand.charAt(0).toUpperCase()}${brand.slice(1)}`;
