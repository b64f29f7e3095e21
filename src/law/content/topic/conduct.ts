import { cn, eu, india, indonesia, uk, us } from '../grounds.js';
import type { Topic } from '../topic.js';

/** Other people told, or the debt made public. */
export const exposure: Topic = {
  code: 'exposure',
  title: { zh: '不得以告知家人、单位或公开曝光相威胁', en: 'No threat to tell others or to make the debt public' },
  instead: { zh: '债务只能与债务人本人谈；删去对他人的提及。', en: 'The debt is between the lender and the debtor: leave everybody else out.' },
  words: [
    { severity: 'block', pattern: /(?<!(?:您|你)(?:可以?|能|也可以?|不妨))(?:通知|联系|告知|告诉|转告|打给|拜访|走访|发给|群发|致电|骚扰|找)(?:到|给|至|向)?(?:你|您|其)?(?:们)?的?(?:所有的?|全部的?|身边的?)?(?:家人|家属|家里人?|亲友|亲戚|亲属|父母|爸妈|老婆|老公|妻子|丈夫|配偶|子女|孩子|同事|领导|邻居|村委会|居委会|通讯录|紧急联系人|户籍地)(?!(?:去)?(?:借|凑))/g },
    { severity: 'block', pattern: /(?<!(?:您|你)(?:可以?|能|也可以?|不妨))(?:通知|联系|告知|告诉|打给|走访|发给|群发|致电|找|去|到|上)(?:到|给|至)?(?:你|您)们?的?(?:所有的?|全部的?)?(?:单位|公司|学校|社区|街道|老板|朋友|联系人|村|人事|hr|家闹)/g },
    { severity: 'block', pattern: /[爆轰]炸?(?:你|您)?的?通讯录|群发通讯录|让(?:大家|所有人|全(?:村|公司|小区|世界)|亲友|同事|邻居)[^,，。]{0,4}知道|人尽皆知|(?:公开|曝光|公示|张贴|发布|散布|公布)[^,，。]{0,4}(?:你|您)的?(?:个人)?(?:信息|照片|姓名|名字|身份证|欠款|欠债|逾期|情况|隐私)|(?:公开|曝光|公示|张贴|散布)[^,，。]{0,6}(?:欠款|逾期|欠债|失信)|(?:发|晒|挂)[^,，。]{0,6}(?:朋友圈|抖音|微博|网上)|大字报|拉横幅|大喇叭|曝光(?:你|您)/g },
    { severity: 'block', pattern: /\b(?<!you (?:can|may|could) )(?:tell(?:ing)?|inform(?:ing)?|notify(?:ing)?|contact(?:ing)?|call(?:ing)?|text(?:ing)?|email(?:ing)?|visit(?:ing)?|speak(?:ing)? (?:to|with)|talk(?:ing)? to)\s+(?:to )?(?:all |any of )?(?:of )?(?:your|ur)\s+(?:\w+ )?(?:famil(?:y|ies)|relatives?|parents?|mother|mom|father|dad|wife|husband|spouse|partner|children|kids|friends?|neighbou?rs?|employers?|boss|workplace|work(?!ing)|co-?workers?|colleagues?|hr|human resources|references?|contacts|landlord|pastor|school)\b/g },
    { severity: 'block', pattern: /\b(?:every(?:one|body) (?:will|is going to|at work will) (?:know|hear|find out)|let every(?:one|body) know|expos(?:e|ing) you|publish(?:ed|ing)? (?:your|the) (?:name|photo|picture|debt|details)|post(?:ed|ing)? (?:your|this|it|the debt)\b[^.;]{0,24}\b(?:online|facebook|social media|public|wall|notice ?board)|wall of shame|(?:come|coming|go|going|show up|turn up) (?:to|at) your (?:work(?:place)?|office|job|school))\b/g },
  ],
  grounds: [
    cn.law('CN-X7a', 'Civil Code, art. 1033; GB/T 45251-2025, 5.3; NIFA convention (2018), art. 18; CBA guideline (2026), prohibited act 2'), us('US-C-06e', '12 CFR 1006.6(d), 1006.14(e), 1006.18(c)(1); 15 USC 1692c(b), 1692d(3)'),
    uk('UK-03a', 'CONC 7.9.7R: not publicly embarrassing; others must not learn of the debt'), india('IN-C-09d', 'RBI circular of 12 August 2022: no public humiliation, no intrusion on family, referees, friends'),
    indonesia('ID-C-09d', 'POJK 22/2023, art. 62(2): no shaming, nobody but the consumer'), eu('EU-C-09d', 'Directive (EU) 2021/2167, art. 10(1): privacy respected'),
  ],
  house: 'HOUSE-C-05',
};

export const insult: Topic = {
  code: 'insult',
  title: { zh: '不得辱骂、贬损', en: 'No insult, no profanity' },
  instead: { zh: '删去；对人只用中性、礼貌的称呼。', en: 'Take it out; people are addressed politely.' },
  words: [
    { severity: 'block', pattern: /老赖|骗子|无赖|流氓|不要脸|没脸|厚脸皮|人渣|败类|垃圾(?!短信|信息|邮件|分类|桶|箱)|畜生|混蛋|王八|狗东西|贱[人货]|废物|穷[鬼逼]|傻[逼叉x]|他妈的|你妈的|[操草]你|草泥马|滚蛋|去死|死全家|缺德|丢人|可耻|无耻|欠钱不还|没良心|信用破产/g },
    { severity: 'block', pattern: /\b(?:dead ?beats?|scum(?:bags?)?|losers?|(?<!identity )thie(?:f|ves)|crooks?|cheaters?|liars?|parasites?|low ?li(?:fe|ves)|bastards?|bitch\w*|ass ?holes?|(?:bull)?shit\w*|fuck\w*|damn(?:ed)?|idiots?|morons?|stupid|pathetic|disgraceful|shame(?:ful|less)?|ashamed|freeloaders?|con ?artists?)\b/g },
  ],
  grounds: [
    cn.regulator('CN-X2', 'CBA guideline (2026), prohibited act 2; Consumer Protection Measures (2022 No. 9), art. 41; Credit Card Measures, art. 68'), us('US-C-06f', '12 CFR 1006.14(d); 15 USC 1692d(2)'),
    uk('UK-C-08d', 'CONC 7.9.7R; PRIN 2A (Consumer Duty)'), india('IN-C-09e', 'RBI circular of 12 August 2022: no verbal harassment'), indonesia('ID-C-09e', 'POJK 22/2023, art. 62(2): no verbal pressure'),
    eu('EU-C-09e', 'Directive (EU) 2021/2167, art. 10(1): no harassment'),
  ],
  house: 'HOUSE-C-06',
};

export const threat: Topic = {
  code: 'threat',
  title: { zh: '不得暴力、威胁、恐吓或扬言骚扰', en: 'No threat, violence or promise of harassment' },
  instead: { zh: '删去威胁；说明可选的办法和怎样联系。', en: 'Take the threat out; say what can be done and how to reach us.' },
  words: [
    { severity: 'block', pattern: /等着瞧|走着瞧|[弄打砍]死|杀了?(?:你|您)|打断|弄残|收拾(?:你|您)|教训(?:你|您)|(?:对(?:你|您)|就|别怪)[^,，。]{0,6}不客气|让(?:你|您)[^,，。]{0,4}(?:好看|后悔|代价|不得安宁|鸡犬不宁|永无宁日|身败名裂|没法做人|待不下去)|小心(?:点|你|您|走路|家人|孩子)|别怪我们?|不得安宁|身败名裂|吃不了兜着走|天天(?:打|上门|找|发)|呼死|电话轰炸|轰炸(?:你|您)|派(?:兄弟|人(?:上门|去|来|找))|带(?:几个)?(?:兄弟|人)(?:去|来|上门)|堵(?:门|你|您)|泼(?:油)?漆|搬空|知道(?:你|您)家?住|蹲守|跟踪(?:你|您)|没完没了/g },
    { severity: 'review', unless: 'deadlineReal', pattern: /后果(?:自负|严重|自行承担|不堪)|(?:一切|所有|全部|严重)[^,，。]{0,4}后果|上门(?:催收|处理|核实|走访)|外访/g },
    { severity: 'block', pattern: /\b(?:or else(?! call| contact)|you(?:'ll| will) (?:regret|be sorry|suffer|pay for this)|watch your back|(?:we|i) know where (?:you|u) (?:live|work)|(?:hurt|beat|kill) you|break your (?:legs?|arms?|bones?)|teach you a lesson|make your life (?:hell|miserable)|hunt you down|come after you|coming for you|(?:will not|won't|never) stop (?:calling|until|texting)|(?:call(?:ing)?|text(?:ing)?) you (?:every (?:day|hour)|all day|non-?stop|until you pay))\b/g },
    { severity: 'review', unless: 'deadlineReal', pattern: /\b(?:(?:serious|severe|further|dire) consequences|consequences of (?:non-?payment|ignoring)|(?:come|coming|send(?:ing)? (?:someone|an agent|agents)) to your (?:home|house|door|address))\b/g },
  ],
  grounds: [
    cn.regulator('CN-X2a', 'CBA guideline (2026), prohibited act 2; Consumer Protection Measures (2022 No. 9), art. 41; Credit Card Measures, art. 68; NIFA convention (2018), art. 16'),
    us('US-C-06g', '12 CFR 1006.14(a), (c), 1006.18(c)(1); 15 USC 1692d(1)'), uk('UK-C-08e', 'CONC 7.3.18R, 7.9; PRIN 2A'), india('IN-C-09f', 'RBI circular of 12 August 2022: no threats, no intimidation'),
    indonesia('ID-C-09f', 'POJK 22/2023, art. 62(2): no threats'), eu('EU-C-09f', 'Directive (EU) 2021/2167, art. 10(1): no harassment, coercion or undue influence'),
  ],
  house: 'HOUSE-C-07',
};

/** False urgency. */
export const pressure: Topic = {
  code: 'pressure',
  title: { zh: '不得虚设期限、虚假紧迫', en: 'No false urgency, no false deadline' },
  instead: { zh: '期限必须真实且有依据；否则改为说明可选的办法。', en: 'A deadline must be real and have a ground; else say what can be done instead.' },
  words: [
    { severity: 'review', unless: 'deadlineReal', pattern: /最后(?:一次|通知|期限|机会|警告|通牒)|(?:立即|立刻|马上|即刻)(?:还|处理|联系|付|缴|结清|偿|回电|到账)|[今明][日天](?:内|之?前|下班前|中午前|晚上?前)?(?:必须|务必|不还|之前必)|务必(?:于?今|立即|马上|尽快|在)|(?:\d+|[一二两三四五六七八九十]+)个?(?:小时|分钟)之?内(?![^,，。]{0,8}(?:回复|答复|回电|与您联系|客服|办结|处理完|到账|反馈))|否则|逾期不候|刻不容缓|紧急(?!联系人)|速(?:还|联系|回电)|限(?:你|您|期|时)|拒不还款|恶意(?:拖欠|逃债|欠款|透支)/g },
    { severity: 'review', unless: 'deadlineReal', pattern: /\b(?:final (?:notice|warning|demand|reminder|attempt)|last (?:chance|warning|notice|opportunity)|(?:pay|call|respond|reply|settle|contact us|payment)[^.;]{0,24}\b(?:immediately|right now|right away|at once)|immediate (?:payment|action|attention|response)|urgent(?:ly)?|act now|today only|within \d+ (?:hours?|minutes?)(?! we)|by (?:the )?end of (?:the )?(?:day|business|today)|before it(?:'s| is) too late|do not ignore|failure to (?:pay|respond|comply)|you must (?:pay|call|respond)|time[- ]sensitive|escalat(?:e|ed|ion|ing))\b/g },
  ],
  grounds: [
    cn.guideline('CN-X4a', 'CBA guideline (2026): no false statement, no overstated consequence'), us('US-C-06h', '12 CFR 1006.18(d); 15 USC 1692e(10): no false urgency'), uk('UK-C-08f', 'CONC 7.3.10R, 7.9.2R: no undue pressure, not misleading'),
  ],
  house: 'HOUSE-C-08',
};
