/** `*_reply`: words of a person. `*_receipt`: what became of something of ours. `unsubscribe`: an e-mail's one click. */
export type InboundKind = 'sms_reply' | 'sms_receipt' | 'email_reply' | 'email_receipt' | 'letter_receipt' | 'unsubscribe' | 'payment' | 'portal';

/** Kinds that tell nothing about what is owed, held or wished: they block nobody's contact and call for no settling. */
export const RECEIPT_KINDS: readonly InboundKind[] = ['sms_receipt', 'email_receipt', 'letter_receipt'];
