import type { LawfulTexts } from './lawful-en.js';

export const lawfulZh: LawfulTexts = {
  title: '这样催收合法吗？',
  lead: '说说您是怎样被联系催收的。我们对照您所在地的规则，看看对方违反了哪一条、我们有多大把握、您可以怎么做。',
  promise: '不需要账号。我们不保存任何内容：答完即忘。不需要照片；请不要填写姓名、卡号或身份证号。',
  unsure: '不清楚的留空即可。我们会说“无法判断”，不会猜。',
  anyone: '不论是谁联系您都可以。请每次只描述同一催收方、同一笔债务。',

  placeTitle: '一、您在哪里', country: '国家或地区', choose: '请选择', notKnown: '不清楚',
  countries: { CN: '中国大陆', US: '美国', GB: '英国', IN: '印度', ID: '印度尼西亚', EU: '欧盟成员国', ZZ: '其他国家或地区' },
  state: '州（美国）', stateHelp: '两个字母，例如 OH；哥伦比亚特区填 DC。', city: '城市（仅限纽约州）', cityHelp: '住在纽约州时填写。',

  whoTitle: '二、谁在联系您', collector: '据您所知，对方是谁？',
  collectors: { lender: '出借机构自己', agency: '受出借机构委托的催收公司', buyer: '买下这笔债的公司', unknown: '不清楚' },
  announced: '事先有没有告知您会由这样的公司联系？', debt: '是哪种债务？',
  debts: { credit_card: '信用卡', bank_loan: '银行贷款', consumer_finance: '消费金融公司贷款', microfinance: '小额信贷', student_loan: '助学贷款', medical: '医疗费用', other: '其他', unknown: '不清楚' },
  answers: { yes: '是', no: '否', unknown: '不清楚' },

  contactsTitle: '三、您收到了什么', contact: (n: number) => `联系${n}`, how: '方式',
  channels: { call: '电话', voicemail: '语音留言', sms: '短信', email: '电子邮件', push: '应用内消息', social_private: '私信（微信等）', social_public: '他人可见的帖子', mail: '信函', postcard: '明信片', visit: '上门' },
  on: '日期', onHelp: '例如 2026-11-20', time: '时间', timeHelp: '按当地钟点填写，例如 21:30；不清楚就留空。',
  timesLabel: '当天有几次这样的联系', timesHelp: '留空表示一次。', reached: '联系到的是谁',
  reachedWho: { borrower: '借款人本人', guarantor: '担保人或共同借款人', named: '借款人留下的联系人', family: '家人或朋友', work: '单位或同事', other: '邻居或其他人', stranger: '与借款人毫无关系的人' },
  answered: '有人接听吗？', moreTitle: '关于这次联系的更多情况', moreSaid: '更多情况', until: '如持续多日，到哪一天', per: '上面的次数是',
  pers: { day: '每天', span: '这些天合计' },
  where: '在哪里收到', wheres: { home: '家中或家庭电话', work: '单位', mobile: '手机，任何地方', unknown: '不清楚' },
  voice: '谁在说话', voices: { person: '真人', robot: '机器人或录音', unknown: '不清楚' },
  people: '来了几个人（上门）', asked: '对方想从不欠款的人那里得到什么',
  askedWhat: { pay: '要求还款，或借此向借款人施压', find: '只打听借款人的下落', relay: '只请转告', unknown: '不清楚' },
  toldDebt: '对方有没有向不欠款的人提到债务？', optOut: '信息里有没有写明怎样退订？', saidCollector: '对方有没有表明是在催收债务？',
  addContact: '再加一次联系',

  actsTitle: '四、对方做了什么', actsHelp: '发生过的请勾选。',
  acts: {
    violence: '以暴力相威胁或使用暴力', arrest: '以抓捕、坐牢、处罚相威胁', posing: '自称公安、法院或国家机关', insult: '辱骂', told_others: '向他人透露债务，或以此相威胁', public: '张贴或公开，让他人看到',
    entered: '未经同意进入住宅，或滞留不走', restrained: '堵门、跟踪或强拿财物', fee: '索要催收费', private_account: '要求付现金或转入个人账户', borrow_more: '逼迫向别处借款', hidden: '不肯说明自己是谁', no_identity: '上门不出示身份', court_threat: '以起诉相威胁',
  },
  tooOld: '据您所知，这笔债是否已过诉讼时效？',

  textTitle: '五、信息写了什么', text: '信息的原话', textHelp: '可以复制，也可以凭记忆写。请去掉姓名和号码。',

  saidTitle: '六、您告诉过对方什么', said: (n: number) => `告知${n}`, saidWhat: '内容', saidNothing: '没有',
  saids: {
    stop: '要求停止一切联系', stop_medium: '要求停止某一种联系（在下面选择）', lawyer: '有律师或顾问代理', dispute: '债务或金额有误', refuse_to_pay: '拒绝付款', bad_time: '某个时间不方便（填写时段）', bad_place: '某个地点不方便（在下面选择）',
    employer_forbids: '单位不允许', other_refused: '不欠款的人拒绝再被联系', instalments_agreed: '已签分期协议', instalments_broken: '未能按分期还款', proof_asked: '要求证明债务', they_answered: '对方寄来了答复或证明', i_called: '您打过电话给对方',
    i_wrote: '您写信息给对方（在下面选择方式）', breathing_space: '债务喘息期开始（英格兰、威尔士）', crisis_moratorium: '精神健康危机暂停期开始', capacity: '因病无法作决定', police_order: '公安机关禁止接触', borrower_died: '借款人已去世',
  },
  saidOn: '哪一天', saidForm: '以什么方式', forms: { written: '书面', oral: '口头', unknown: '不清楚' },
  medium: '哪一种联系', media: { call: '电话', sms: '短信', email: '电子邮件', mail: '信函', push: '应用消息', social_private: '私信', visit: '上门' },
  place: '哪个地点', places: { home: '家', work: '单位' }, from: '时段从', to: '到', inTime: '异议：是否在收到书面通知后30日内提出？', addSaid: '再加一项',

  agreedTitle: '七、约定过什么', agreedHours: '您同意过在那个时间或地点被联系吗？', agreedOften: '您同意过那么多次吗？',
  agreedMedium: '您同意过短信、邮件或机器呼叫吗？', agreedMediumHelp: '在美国，借款时提供号码通常视为同意。',
  reachable: '如果联系了别人：当时能联系上借款人吗？',
  noteTitle: '八、还想说的', note: '您还好吗？', noteHelp: '可以留空。如果撑不住了，请说出来：我们会先告诉您谁能帮忙。',
  submit: '看看是否合法',

  wrongNothing: '请至少描述一次联系，或勾选对方的行为，或写下信息的内容。', wrongChannel: (n: number) => `联系${n}：请选择方式。`, wrongOn: (n: number) => `联系${n}：请填写日期，例如 2026-11-20。`,
  wrongUntil: (n: number) => `联系${n}：最后一天应晚于第一天。`, wrongTime: (n: number) => `联系${n}：时间请写成 21:30，或留空。`, wrongTimes: (n: number) => `联系${n}：请填写1到60之间的数字。`,
  wrongSaidOn: (n: number) => `告知${n}：日期请写成 2026-11-20，或留空。`, wrongSaidMore: (n: number) => `告知${n}：请选择哪一种联系或哪个地点。`, wrongHours: (n: number) => `告知${n}：时段请写成 09:00。`,
  wrongLong: '太长了，最多4000个字符。', wrongMany: '太多了，合计最多60次联系。', wrongState: '州请写成两个字母，例如 OH。', wrongOther: '有内容无法读取，请再看一下。',

  helpTitle: '有人可以帮您', helpFirst: '首先：有人可以帮您', helpLead: '如果您受到威胁，或者撑不住了，请现在就找人谈谈。免费。',
  breaksTitle: '违反以下规则', cannotTitle: '无法判断', cannotLead: '如果“取决于”所列情况属实，则不合法。', orderTitle: '就您所述，符合', practiceTitle: '不是法律，但谨慎的催收方不会这样做',
  depends: '取决于：', about: (list: string) => `涉及联系${list}`, aboutText: '涉及这些话：', sure: '我们对规则的把握', article: '条文', ruleId: '本站编号',
  stepsTitle: '您可以怎么做', check: '使用前请先核实该号码。', source: '依据', youSaid: '您告诉我们的', none: '没有。',
  jurisdictions: '对照的规则', copyTitle: '复制或打印', copyHelp: '可以打印本页，或复制下面的文字。我们没有保存，所以无法再次调出。', copyLabel: '文字版答复',
  change: '修改我的描述', again: '重新开始',
  keepTitle: '信息是我们发的吗？', keepLead: '如果信息里有本站认得的核验码，您可以把它作为投诉提交出借机构。只有这样，您写的内容才会被密封保存，供处理投诉的人查看。',
  keepCode: '信息里的核验码', keepSubmit: '作为投诉提交', keptTitle: '投诉已提交', keepWrong: '我们不认得这个核验码，没有提交，也没有保存。', reference: '编号',
  times: (n: number) => `${n}次`,
  forces: { L: '法律', R: '监管规定', S: '推荐性标准', G: '协会指引', N: '行业公约', P: '惯例', H: '良好做法' },
  confidences: { high: '高', medium: '中', low: '低' }, legendTitle: '各类规则是什么意思',
  names: { CN: '中国大陆', 'US-federal': '美国', UK: '英国', IN: '印度', ID: '印度尼西亚', EU: '欧盟', 'US-NYC': '纽约市' },
};
