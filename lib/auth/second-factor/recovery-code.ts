import { randomInt } from "node:crypto";
import { hashToken } from "../links/tokens";

/** Without letters and digits that look alike. */
const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
const length = 16;

/** How many codes a person gets. */
export const recoveryCodeCount = 10;

/** 80 random bits in groups of four: `K7QF-2MXA-9RTB-HW4C`. So many that their SHA-256 can be stored. */
export function newRecoveryCode(): string {
  const letters = Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join("");
  return letters.match(/.{4}/g)?.join("-") ?? letters;
}

/** What is stored of a code. It can be typed in lower case, and with or without hyphens and spaces. */
export const hashRecoveryCode = (code: string): string => hashToken(normalizeCode(code));

/** A code as typed, without spaces and hyphens, in upper case. */
export const normalizeCode = (code: string): string => code.replace(/[\s-]/g, "").toUpperCase();

/** Whether what was typed may be a recovery code, rather than the code of an authenticator app. */
export const looksLikeRecoveryCode = (code: string): boolean => normalizeCode(code).length > 8;
