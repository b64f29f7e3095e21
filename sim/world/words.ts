/** What people answer. Some of it nobody understands, which is the point. */
export const WORDS: Readonly<Record<'zh' | 'en', readonly string[]>> = {
  zh: ['TD', '退订', '不要再发了', '我下周一还', '明天还', '已经还了', '你是谁', '我不是本人，打错了', '金额不对，有异议', '失业了，还不上', '我要投诉', '转人工', '好的', '？？？', '🙏', '我爸已经去世了', '不想活了', 'ＴＤ', '15号发工资就还'],
  en: ['STOP', 'stop texting me', 'will pay friday', 'already paid', 'who is this', 'wrong number', 'I dispute this debt', 'lost my job', 'I will complain to the CFPB', 'call me', 'ok', '???', 'asdf', 'unsubscribe', 'my husband passed away', 'I want to die', 'S.T.O.P', 'no more calls please', 'I can pay on the 15th'],
};
