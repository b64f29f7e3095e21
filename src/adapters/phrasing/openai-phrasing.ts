import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { generateText } from 'ai';
import type { Phrasing } from '../../engine/ports/phrasing.js';

export interface PhrasingOptions {
  /** Base address of an OpenAI-style API, e.g. `https://llm.lender.example/v1`; plain `http` to this machine only. */
  readonly url: string;
  readonly key: string;
  readonly model: string;
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 3_000;
const ANSWER_TOKENS = 300;

const INSTRUCTION = {
  zh: '把下面这段短信换一种同样礼貌、简单的中文说法。花括号里的内容原样保留，一个不多一个不少。不要添加任何数字、日期、名字、链接、承诺或要求，不要改变意思。只输出改写后的文字。',
  en: 'Say the following text message in other words, equally polite and plain, in English. Keep what stands in braces exactly as it is, no more and no fewer. Add no number, date, name, link, promise or demand, and change no meaning. Give the text alone.',
} as const;

/** A model behind any OpenAI-style API. One try; what it says is for the guard to judge. */
export function openAiPhrasing({ url, key, model, timeoutMs = TIMEOUT_MS }: PhrasingOptions): Phrasing {
  const provider = createOpenAICompatible({ name: 'phrasing', baseURL: url, apiKey: key });
  return {
    async phrase(approved, language) {
      const { text } = await generateText({
        model: provider(model), system: INSTRUCTION[language], prompt: approved, temperature: 0.4, maxOutputTokens: ANSWER_TOKENS, maxRetries: 0, abortSignal: AbortSignal.timeout(timeoutMs),
      });
      return text.trim() === '' ? null : text.trim();
    },
  };
}
