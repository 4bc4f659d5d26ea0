/** Owns which of a person's own messages mean yes or no to what waits for approval. Nothing a model says counts. */

const yes =
  /^(yes|y|yep|yeah|yup|sure|ok|okay|approve|approved|confirm|confirmed|go ahead|do it|yes please|yes do it|please do|haan|han|ji|ji haan|theek hai|ہاں|جی|جی ہاں)$/u;
const no =
  /^(no|n|nope|nah|cancel|reject|rejected|stop|don'?t|do not|never ?mind|no thanks|nahi|nahin|mat karo|نہیں)$/u;

/** True: approved. False: rejected. Null: the message is about something else. */
export function readApprovalWord(text: string): boolean | null {
  const plain = text
    .toLowerCase()
    .replace(/[\p{P}\p{S}]+/gu, (mark) => (mark === "'" ? mark : ' '))
    .replace(/\s+/g, ' ')
    .trim();
  if (yes.test(plain)) return true;
  if (no.test(plain)) return false;
  return null;
}
