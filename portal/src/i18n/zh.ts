import type { Texts } from './en.js';

export const zh: Texts = {
  htmlLang: 'zh-CN',
  other: { label: 'English', lang: 'en', htmlLang: 'en' },
  site: 'Dunwell', tagline: '核实 · 看清 · 了结', skip: '跳到正文', errorTitle: '请检查：',
  footer: { help: '帮助', lawful: '这样催收合法吗？', start: '核实短信', leave: '在本机关闭我的欠款页面', about: '本页面绝不会索要密码、银行卡号或银行验证码。' },
  back: '返回我的欠款',
  demo: { strip: '演示环境。这里的人物和欠款都是虚构的。', phone: '打开沙盒手机', tail: '演示提示：虚构的证件后四位写在沙盒手机的黄色卡片里。' },

  home: {
    title: '这条短信是真的吗？',
    lead: '请输入短信里的核验码，或粘贴整条短信，我们告诉您它是不是我们发的。您不必说明自己是谁。',
    code: '短信里的核验码', codeHelp: '由字母和数字组成，在短信末尾附近。也可以粘贴整个链接。', text: '或粘贴整条消息', textHelp: '请按收到的原样粘贴。我们会逐字与发出的内容比对，不作保存。',
    check: '核实', prefilled: '已根据链接填好核验码，尚未打开任何内容。',
    noCode: '请输入短信里的核验码。', tooMany: '尝试次数过多，请过几分钟再试。',
    opened: '您的欠款页面已在本机打开。', toDebt: '查看我的欠款',
    doubtTitle: '不确定？', doubt: '核实之前，请不要付款，也不要回复。真的短信不怕您先核实。', toHelp: '怎样识别假短信',
    lawfulTitle: '这样催收合法吗？', lawful: '次数太多、时间太晚，或者找了您的家人？不论是谁，说说您收到了什么，看看违反了哪些规则。', toLawful: '描述我收到的联系',
    closed: '已关闭。现在没有人能在本机看到您的欠款。', again: '为了您的安全，页面在 30 分钟后自动关闭。请重新输入核验码。',
  },

  result: {
    yesTitle: '这条短信是真的', yesLead: (lender, at, to) => `${at === '' ? '' : `${at}，`}我们${to === '' ? '' : `向${to}`}发送了它，事关您在${lender}的账户。`,
    numberEnding: (tail) => `尾号为 ${tail} 的号码`, same: '您粘贴的每个字都是我们发的。', more: '您粘贴的内容里有我们的消息，但还有别的话。那些不是我们说的，请不要照做。',
    who: '委托机构', when: '发送时间', channel: '发送方式', to: '发送到', about: '收件人', aboutHelp: '为保护您，姓名只显示一部分。', unknown: '没有记录',
    superseded: '关于此事还有更新的短信。这条旧短信是真的，但其中的金额可能已经变化。',
    nextTitle: '您现在可以', see: '查看具体内容', seeHelp: '我们会先请您输入证件后四位。',
    notMe: '如果这不是您的姓名，您不会因为这条短信而欠我们任何款项。请回复“不是我”，或打开后选择“提出异议”。',
    otherTitle: '核验码是我们的，但这些话不是', otherLead: (lender) => `我们确实为${lender}发送过带有这个核验码的消息，但不是这些文字或链接。可能有人抄用了核验码。请把您收到的当作假消息。`,
    noTitle: '我们没有这个核验码',
    noLead: '可能是输错了，请再核对一遍。如果没有输错，这条短信就不是我们发的。',
    tryAgain: '重新输入核验码',
    doTitle: '在弄清楚之前',
    doList: ['不要付款，也不要点开那条短信里的链接。', '不要把身份证号、银行卡号或验证码告诉任何来信来电的人。', '保留短信，并截图。', '如果您有贷款，请向出借机构询问。请拨打合同或卡片上的电话，不要拨打短信里的电话。'],
    reportTitle: '怎样举报',
  },

  report: {
    cn: '中国内地', us: '美国',
    cnList: ['12378：投诉银行、出借机构及其催收方', '12321：举报骚扰和虚假短信', '96110：公安反诈专线'],
    usList: ['美国消费者金融保护局（CFPB）：consumerfinance.gov/complaint 或 855-411-2372', '美国联邦贸易委员会（FTC）：reportfraud.ftc.gov', '美国联邦调查局网络犯罪举报中心（IC3）：ic3.gov', '把短信转发到 7726（电信公司）'],
  },

  open: {
    title: '打开我的欠款', lead: '金额属于隐私。显示之前，我们要确认是您本人。',
    tail: '证件后四位', tailHelp: '您办理贷款时所用证件号码的最后四位字母或数字，X 也算一位。',
    whyTitle: '为什么要问', why: '别人也可能看到短信里的核验码。两样合在一起，才能说明是您本人。我们只比对这四位，不保存您的输入。',
    open: '打开', limit: '多次输错后需要等待。页面会在 30 分钟后自动关闭。',
    notFour: '请输入四位字母或数字。', wrong: '核验码与这四位不相符。请核对后再试一次。',
    noId: '出借机构没有您的证件记录，因此无法在此打开欠款页面。请拨打合同或卡片上的电话询问出借机构。您的核验码说明短信确实是我们发的。',
    tooMany: '输错次数过多。为保护您，这个核验码暂时关闭，请稍后再试。您的欠款没有任何变化。',
  },

  debt: {
    title: '我的欠款', greeting: (name: string) => `${name}，您好`, owed: '目前欠款', to: '出借机构', asOf: (date: string) => `截至${date}`, nothing: '没有欠款。',
    nextTitle: '接下来会怎样',
    actionsTitle: '您可以', pay: '还款', promise: '约定日期', dispute: '提出异议', hardship: '我现在有困难', stop: '停止联系',
    linesTitle: '逐笔明细', debtTitle: (product: string, ref: string) => `${product}，${ref}`, due: '应还日', noDue: '没有应还日记录',
    past: '已逾期', days: (n: number) => `${n} 天`, notLate: '没有逾期', balance: '尚欠',
    caption: '增加和减少的每一笔', on: '日期', what: '事项', amount: '金额', sum: '尚欠', noLines: '没有明细记录。',
    signs: '负号表示欠款减少。',
    quietTitle: '正在生效的静默期', quietSince: '开始', quietUntil: '结束',
    contacts: '与您的每一次联系', contactsHelp: '以及允许联系的依据',
  },

  lines: { charge: '应还款', payment: '已还款，谢谢', reversal: '还款被退回', adjustment: '更正', interest: '利息', fee: '费用', waiver: '减免' },
  products: { credit_card: '信用卡', card: '信用卡', loan: '贷款', personal_loan: '个人贷款', consumer_loan: '消费贷款' },
  lineOther: (kind: string) => `其他（${kind}）`,

  next: {
    open: '我们可能会在允许的时段提醒您，而且次数有限。您随时可以在这里处理。您一旦处理，在核查期间我们就不再提醒。',
    promised: '您已经告诉我们何时或怎样还款，或者已经还款。等待期间我们不会提醒您。',
    disputed: '您告诉我们有地方不对。核查期间我们不会请您还款，并会给您答复。',
    hardship: '您告诉我们现在有困难。我们不再提醒您，会有专人查看，并提出适合您的办法。',
    stopped: '您要求我们停止联系。我们不会联系您，您仍可使用本页面。',
    human: '受过培训的专人正在查看。在此期间不会自动给您发送任何内容。',
    closed: '这里没有需要还的款项了，我们不会再为此联系您。',
    other: '您随时可以在这里处理。如有不清楚的地方，请询问出借机构。',
  },
  holds: {
    dispute: '正在核查您的异议', promise: '您约定了还款日期', instalment_plan: '您正在分期还款', settlement: '已达成和解', hardship: '您现在有困难',
    complaint: '正在处理您的投诉', distress: '由受过培训的专人负责', paid: '您表示已还款，我们正在核对', represented: '有人代理您', bankruptcy: '破产程序',
    deceased: '我们收到了离世的消息', minor: '未成年人保护', incapacity: '健康保护', wrong_person: '您表示不是本人', stop: '您要求停止联系', awaiting_person: '专人正在查看',
  },
  holdOther: '已暂停联系',

  channels: { sms: '短信', call: '电话', robot_call: '机器人电话', visit: '上门', email: '电子邮件', mail: '信函', letter: '信函' },
  contactStates: {
    queued: '计划中', waiting_for_person: '计划中', attempting: '发送中', sent: '已发送', accepted: '已发送', delivered: '已送达', failed: '未送达', unknown: '不清楚是否送达',
    refused: '未发送：规则不允许', cancelled: '未发送', expired: '未发送', done: '已完成',
  },
  otherWord: '其他',

  contacts: {
    title: '与您的每一次联系', lead: '每次联系都须有允许它的规则。以下从最近的开始列出。', none: '还没有联系过您。',
    basis: '依据', noBasis: '这次联系没有依据记录。您可以投诉，见“帮助”。', wrong: '觉得哪一次不妥？您可以投诉，渠道见“帮助”。',
  },

  amount: { label: (currency: string) => `金额（${currency}）`, help: (limit: string) => `最多 ${limit}`, bad: '请输入金额，例如 120.50。', tooMuch: (limit: string) => `超过了所欠金额（${limit}）。` },

  pay: {
    title: '还款', sandbox: '沙盒：这只是练习。不会有真实资金变动，也不会联系任何银行。',
    fullTitle: '全部还清', full: (amount: string) => `您将还 ${amount}，这笔合计就还清了。`, now: '现在还款',
    partTitle: '先还一部分', part: '金额由您决定，其余部分保留。', partNow: '还这一部分', nothing: '没有需要还的款项。',
    after: '您会得到一个编号，请保存。',
  },
  promise: {
    title: '约定日期', lead: '告诉我们您何时能还、能还多少。在那之前我们不会提醒您。', on: '我将还款的日期', onHelp: '例如 2026-12-01',
    submit: '约定日期', badDate: '请输入日期，例如 2026-12-01。', pastDate: (date: string) => `请选择${date}或以后的日期。`,
    free: '不收任何费用。请只约定您做得到的；晚一点的日期，好过做不到的日期。', nothing: '没有需要还的款项，不必约定。',
  },
  dispute: {
    title: '提出异议', lead: '告诉我们哪里不对。核查期间我们不会请您还款。', reason: '哪里不对？',
    reasons: { not_mine: '这不是我的欠款', amount: '金额不对', paid_already: '我已经还了', other: '其他' },
    words: '用您自己的话说明（可以不填）', wordsHelp: '日期、金额或还款渠道。请不要写卡号。', submit: '提出异议', noReason: '请选择哪里不对。', tooLong: '内容太长：最多 4,000 字。',
  },
  hardship: {
    title: '我现在有困难', lead: '生病、失业、亲人离世，或者只是钱不够：请告诉我们。我们会停止提醒，并由专人查看。',
    words: '用您自己的话说明（可以不填）', wordsHelp: '现在不需要解释，也不需要证明。', submit: '我现在有困难',
    openFirst: '要告诉我们，请先用短信里的核验码打开您的欠款。',
    freeTitle: '免费的帮助', freeLead: '以下服务免费，并且与我们无关。',
    cnList: ['12348：免费法律咨询', '12378：投诉出借机构及调解'],
    usList: ['美国非营利信用咨询（NFCC）：nfcc.org 或 800-388-2227', '211：附近的食物、房租等援助', '美国消费者金融保护局（CFPB）：consumerfinance.gov 或 855-411-2372'],
    crisisTitle: '如果实在撑不住', crisis: '没有任何欠款比生命重要。如果您有伤害自己的念头，请现在就找人说说。全天免费。',
    crisisCn: '中国内地：拨打 12356', crisisUs: '美国：拨打或发短信至 988', crisisNow: '正处于危险之中：中国拨打 120 或 110，美国拨打 911。',
  },
  stop: {
    title: '停止联系', lead: '按一下就可以，不需要说明理由。',
    sms: '停止短信', call: '停止电话', visit: '停止上门', all: '停止一切联系',
    smsHelp: '我们不再为此发短信。', callHelp: '不再有人或机器人为此打电话给您。', visitHelp: '不再有人为此上门。', allHelp: '我们不再以任何方式为此联系您，法律要求的通知除外。',
    consequence: '停止联系不改变您所欠的金额，也不会因此对您不利。您仍可使用本页面。出借机构保留其他合法权利。',
  },

  unsubscribe: {
    title: '不再接收邮件', lead: '按一下就可以：我们不再为此给您发邮件，不需要登录，也不需要说明理由。', submit: '不再发邮件',
    other: '这只停止邮件。要停止其他联系方式，请用短信或信件里的核验码打开您的欠款。',
    done: '已停止邮件', doneText: '我们不再给您发邮件。已经发出的可能还会到达。所欠金额不因此改变，也不会因此对您不利。',
  },

  done: {
    pay: '已收到还款', promise: '已记下您的约定', dispute: '已收到您的异议', hardship: '我们知道了', stop: '已停止联系',
    reference: '编号', keep: '请保存这个编号，它能证明您在这里做过什么。', back: '返回我的欠款', none: '这里没有内容。',
    sandbox: '沙盒：没有真实资金变动。',
  },

  help: {
    title: '帮助',
    realTitle: '怎样识别真短信', realList: ['它写明出借机构，并带有核验码；本页面认得这个码。', '它绝不索要密码、验证码，也不要求向个人转账。', '它绝不以抓捕相威胁，也绝不就欠款联系您的家人、朋友或单位。'],
    falseTitle: '如果是假的', rightsTitle: '您可以', rightsList: ['还款之前，先看清每一笔欠款。', '提出异议、约定日期，或告诉我们现在有困难。', '停止联系；也可以回复短信 TD 或“退订”。', '查看每一次联系以及允许它的规则。', '请您信任的人陪您一起看。'],
    complainTitle: '投诉', complain: '如果可以，请先告诉出借机构。您也始终可以直接找主管部门：',
    privacyTitle: '您的隐私', privacy: '本页面只使用必要的 Cookie：语言、核验码，以及一把 30 分钟后失效的钥匙。没有跟踪，没有广告。',
    hardTitle: '有困难的时候', hard: '看看哪里有免费的帮助',
  },

  trouble: {
    formTitle: '无法接受这份表单', form: '它可能已经过期，或者浏览器关闭了 Cookie。什么都没有发生。请返回、重新加载页面后再提交一次。',
    downTitle: '我们暂时无法答复', down: '问题在我们这边，请过几分钟再试。重复提交同一份表单只会算一次。',
    onceTitle: '已经提交过', once: '这份表单之前以不同内容提交过，或者您的欠款已经变化。没有任何事情被做了两次。请查看您的欠款，需要时重新开始。',
    notTitle: '没有办成', not: '您的欠款可能已经变化。请查看后再试。', tooMany: '尝试次数过多，请过几分钟再试。',
    linkTitle: '这个链接不是我们的', link: '可能没有复制完整。什么都没有改变。请直接从邮件里打开它。',
    missingTitle: '没有这个页面', missing: '请回到首页，输入短信里的核验码。', written: '您写的内容（需要时请复制）', start: '回到首页', errors: '请再看一下',
  },

  sandbox: {
    title: '沙盒手机', lead: '借款人会看到的短信。所有人物和号码都是虚构的，任何内容都不会离开这台机器。',
    search: '搜索', searchHelp: '号码的一部分', find: '查找', clear: '显示全部', none: '还没有手机收到短信。请发布方案并运行一次，短信会出现在这里。', noMatch: '没有匹配的手机。',
    unread: (n: number) => `${n} 条短信`, back: '所有手机', phone: (number: string) => `手机 ${number}`, empty: '还没有短信。',
    reply: '回复', send: '发送', quick: '快捷回复', noReply: '请先输入回复。', fromUs: '收到', fromYou: '您回复', received: '收到的短信', replied: '您的回复',
    states: { accepted: '网络已接收', delivered: '已送达', failed: '失败' },
    receipts: '回执', receiptKinds: { delivered: '送达', failed: '失败', late: '迟到', duplicate: '重复', out_of_order: '乱序' },
    hintTitle: '演示提示', hint: '以下为虚构内容，方便您打开欠款页面：', hintName: '姓名', hintTail: '证件后四位',
    liveOn: '自动刷新已开启', liveOff: '自动刷新已关闭', turnOff: '关闭', turnOn: '开启', refresh: '立即刷新', gone: '找不到这部手机了，请从列表中选择。', picked: '请从列表中选择一部手机。',
  },
};
