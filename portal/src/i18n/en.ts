/** Every word that a borrower reads, in English; `zh.ts` has the same keys (the compiler and a test hold it). */
export const en = {
  htmlLang: 'en',
  other: { label: '中文', lang: 'zh', htmlLang: 'zh-CN' },
  site: 'Dunwell', tagline: 'Check, understand, settle', skip: 'Skip to the content', errorTitle: 'Please check: ',
  footer: { help: 'Help', lawful: 'Was that lawful?', start: 'Check a message', leave: 'Close my debt on this phone', about: 'This page never asks for passwords, bank cards or one-time bank codes.' },
  back: 'Back to my debt',
  demo: {
    strip: 'Demo. All people and debts here are made up.', phone: 'Open the sandbox phone',
    tail: 'Demo: the made-up last four characters stand on the sandbox phone, in the yellow card.',
  },

  home: {
    title: 'Is this message real?',
    lead: 'Type the code from the message, or paste all of it. We tell you whether it came from us. You do not have to say who you are.',
    code: 'Code from the message', codeHelp: 'Letters and digits, near the end of the message. You may also paste the whole link.', text: 'Or the whole message', textHelp: 'Paste it as you got it. We compare every word with what we sent, and keep nothing.',
    check: 'Check', prefilled: 'We filled in the code from your link. Nothing has been opened yet.',
    noCode: 'Type the code from the message.', tooMany: 'Too many tries. Please wait a few minutes and try again.',
    opened: 'Your debt is open on this phone.', toDebt: 'See my debt',
    doubtTitle: 'Not sure?', doubt: 'Do not pay and do not answer until you have checked. A real message can wait for that.', toHelp: 'How to tell a false message',
    lawfulTitle: 'Was that lawful?', lawful: 'Too often, too late, or to your family? Describe what you received, from whomever, and see which rules it breaks.', toLawful: 'Describe what you received',
    closed: 'Closed. Nobody can see your debt on this phone now.', again: 'For your safety the page was closed after 30 minutes. Type the code to open it again.',
  },

  result: {
    yesTitle: 'This message is real', yesLead: (lender: string, at: string, to: string) => `We sent it${to === '' ? '' : ` to ${to}`}${at === '' ? '' : ` on ${at}`}, about your account with ${lender}.`,
    numberEnding: (tail: string) => `a number ending ${tail}`, same: 'Every word that you pasted is ours.', more: 'Our message is in what you pasted, but there are other words too. Those are not from us: do not follow them.',
    who: 'Sent for', when: 'Sent on', channel: 'Sent by', to: 'Sent to', about: 'About', aboutHelp: 'The name is partly hidden to protect you.', unknown: 'Not on record',
    superseded: 'There is a newer message about this. The older one is real, but its figures may be out of date.',
    nextTitle: 'What you can do now', see: 'See what it is about', seeHelp: 'We ask for the last four characters of your ID document first.',
    notMe: 'If this name is not yours, you owe nothing to us because of this message. Answer it with “not me”, or open it and choose “Dispute”.',
    otherTitle: 'The code is ours, but these are not our words', otherLead: (lender: string) => `We did send a message with this code for ${lender}, but not with these words or these links. Someone may have copied the code. Treat what you got as false.`,
    noTitle: 'We do not know this code',
    noLead: 'It may be mistyped. Look at it once more. If it is right, the message did not come from us.',
    tryAgain: 'Type the code again',
    doTitle: 'Until you are sure',
    doList: [
      'Do not pay, and do not open the link in that message.',
      'Do not give your ID number, bank card or one-time codes to anyone who writes or calls.',
      'Keep the message. Make a screenshot of it.',
      'If you have a loan, ask your lender. Use the number on your contract or card, not the one in the message.',
    ],
    reportTitle: 'How to report it',
  },

  report: {
    cn: 'Mainland China', us: 'United States',
    cnList: ['12378: complaints about banks, lenders and their collectors', '12321: nuisance and false messages', '96110: police line against fraud'],
    usList: ['CFPB: consumerfinance.gov/complaint or 855-411-2372', 'FTC: reportfraud.ftc.gov', 'FBI Internet Crime Complaint Center: ic3.gov', 'Forward the message to 7726 (your phone company)'],
  },

  open: {
    title: 'Open my debt', lead: 'Figures are private. We check that it is you before we show them.',
    tail: 'Last four characters of your ID document', tailHelp: 'The last four letters or digits of the document you showed the lender. An X counts.',
    whyTitle: 'Why we ask', why: 'Someone else could read the code over your shoulder. The two together show that it is you. We compare the four characters and do not keep what you type.',
    open: 'Open', limit: 'After a few wrong tries you have to wait. The page closes by itself after 30 minutes.',
    notFour: 'Type four letters or digits.', wrong: 'The code and these four characters do not belong together. Check them and try once more.',
    noId: 'The lender has no ID document of yours on file, so this page cannot open the debt. Ask the lender, with the number on your contract or card. Your code shows that the message was ours.',
    tooMany: 'Too many wrong tries. To protect you, this code is closed for a while. Try again later. Nothing about your debt has changed.',
  },

  debt: {
    title: 'My debt', greeting: (name: string) => `For ${name}`, owed: 'Owed now', to: 'To', asOf: (date: string) => `As of ${date}`, nothing: 'Nothing is owed.',
    nextTitle: 'What happens next',
    actionsTitle: 'What you can do', pay: 'Pay', promise: 'Promise a date', dispute: 'Dispute', hardship: 'It is hard right now', stop: 'Stop contact',
    linesTitle: 'Line by line', debtTitle: (product: string, ref: string) => `${product}, ${ref}`, due: 'Due on', noDue: 'No due date on record',
    past: 'Late by', days: (n: number) => (n === 1 ? '1 day' : `${n} days`), notLate: 'Not late', balance: 'Still owed',
    caption: 'Everything that was added or taken off', on: 'Date', what: 'What', amount: 'Amount', sum: 'Still owed', noLines: 'There are no lines on record.',
    signs: 'A minus sign means that it lowers the debt.',
    quietTitle: 'Quiet times in force', quietSince: 'Since', quietUntil: 'Until',
    contacts: 'Every contact made with you', contactsHelp: 'And the rule that allowed it',
  },

  lines: { charge: 'Amount due', payment: 'Paid, thank you', reversal: 'Payment taken back', adjustment: 'Correction', interest: 'Interest', fee: 'Fee', waiver: 'Waived' } as Record<string, string>,
  products: { credit_card: 'Credit card', card: 'Credit card', loan: 'Loan', personal_loan: 'Personal loan', consumer_loan: 'Consumer loan' } as Record<string, string>,
  lineOther: (kind: string) => `Other (${kind})`,

  next: {
    open: 'We may remind you, at allowed hours and not too often. You can act here at any time. If you act, we stop reminding while it is looked at.',
    promised: 'You have told us when or how you will pay, or that you have paid. We do not remind you while we wait.',
    disputed: 'You told us that something is wrong. We do not ask you to pay while it is being looked at. You will get an answer.',
    hardship: 'You told us that it is hard right now. We do not remind you. A person looks at it and will suggest something that fits.',
    stopped: 'You asked us to stop. We do not contact you. You can still use this page.',
    human: 'A trained person is looking at this. Nothing automatic is sent to you meanwhile.',
    closed: 'Nothing is left to pay here, and we do not contact you about it.',
    other: 'You can act here at any time. If something is unclear, ask the lender.',
  } as Record<string, string>,
  holds: {
    dispute: 'Your dispute is being looked at', promise: 'You promised a date', instalment_plan: 'You pay in instalments', settlement: 'A settlement is agreed', hardship: 'It is hard right now',
    complaint: 'Your complaint is being looked at', distress: 'A trained person takes care', paid: 'You said that you have paid; we are checking', represented: 'Someone acts for you', bankruptcy: 'Insolvency proceedings',
    deceased: 'We were told of a death', minor: 'Protection of minors', incapacity: 'Protection of health', wrong_person: 'You said it is not you', stop: 'You asked us to stop', awaiting_person: 'A person is looking at it',
  } as Record<string, string>,
  holdOther: 'Contact is paused',

  channels: { sms: 'Text message', call: 'Phone call', robot_call: 'Call by a robot', visit: 'Visit', email: 'E-mail', mail: 'Letter', letter: 'Letter' } as Record<string, string>,
  contactStates: {
    queued: 'Planned', waiting_for_person: 'Planned', attempting: 'Being sent', sent: 'Sent', accepted: 'Sent', delivered: 'Arrived', failed: 'Did not arrive', unknown: 'Not known whether it arrived',
    refused: 'Not sent: a rule forbade it', cancelled: 'Not sent', expired: 'Not sent', done: 'Done',
  } as Record<string, string>,
  otherWord: 'Other',

  contacts: {
    title: 'Every contact made with you', lead: 'Each contact needs a rule that allows it. Here they are, newest first.', none: 'No contact has been made with you yet.',
    basis: 'Allowed by', noBasis: 'No rule is on record for this contact. You may complain about it; see Help.', wrong: 'Did one of these not feel right? You can complain. See Help for where.',
  },

  amount: { label: (currency: string) => `Amount in ${currency}`, help: (limit: string) => `Up to ${limit}`, bad: 'Type an amount, such as 120.50.', tooMuch: (limit: string) => `That is more than is owed (${limit}).` },

  pay: {
    title: 'Pay', sandbox: 'Sandbox: this is practice. No real money moves and no bank is asked.',
    fullTitle: 'All of it', full: (amount: string) => `You pay ${amount}. Then nothing is left of this total.`, now: 'Pay now',
    partTitle: 'A part of it', part: 'You choose how much. The rest stays open.', partNow: 'Pay this part', nothing: 'There is nothing to pay.',
    after: 'You get a reference number. Keep it.',
  },
  promise: {
    title: 'Promise a date', lead: 'Tell us when you can pay, and how much. We do not remind you until then.', on: 'I will pay on', onHelp: 'For example 2026-12-01',
    submit: 'Promise a date', badDate: 'Type a date, such as 2026-12-01.', pastDate: (date: string) => `Choose a date from ${date} on.`,
    free: 'It costs nothing. Promise only what you can keep; a later date is better than a broken one.', nothing: 'There is nothing to pay, so nothing to promise.',
  },
  dispute: {
    title: 'Dispute', lead: 'Tell us what is wrong. We do not ask you to pay while it is being looked at.', reason: 'What is wrong?',
    reasons: { not_mine: 'This is not my debt', amount: 'The amount is wrong', paid_already: 'I have paid already', other: 'Something else' },
    words: 'In your own words (you may leave it empty)', wordsHelp: 'Dates, amounts, or where you paid. Please write no card numbers.', submit: 'Dispute', noReason: 'Choose what is wrong.', tooLong: 'That is too long: 4,000 characters at most.',
  },
  hardship: {
    title: 'It is hard right now', lead: 'Illness, lost work, a death, or simply too little money: tell us. We stop reminding you and a person looks at it.',
    words: 'In your own words (you may leave it empty)', wordsHelp: 'You do not have to explain or prove anything now.', submit: 'It is hard right now',
    openFirst: 'To tell us, first open your debt with the code from the message.',
    freeTitle: 'Free help', freeLead: 'These cost nothing and are independent of us.',
    cnList: ['12348: free legal advice', '12378: complaints about lenders, and mediation'],
    usList: ['NFCC, non-profit credit counselling: nfcc.org or 800-388-2227', '211: food, rent and other help near you', 'CFPB: consumerfinance.gov or 855-411-2372'],
    crisisTitle: 'If it is too much', crisis: 'No debt is worth a life. If you think of harming yourself, talk to someone now. It is free, day and night.',
    crisisCn: 'Mainland China: call 12356', crisisUs: 'United States: call or text 988', crisisNow: 'In danger right now: 120 or 110 in China, 911 in the United States.',
  },
  stop: {
    title: 'Stop contact', lead: 'One press is enough. You do not have to give a reason.',
    sms: 'Stop text messages', call: 'Stop calls', visit: 'Stop visits', all: 'Stop contact of every kind',
    smsHelp: 'We send no more texts about this.', callHelp: 'Nobody calls you about this, neither a person nor a robot.', visitHelp: 'Nobody comes to your door about this.', allHelp: 'We do not contact you about this in any way, except for a notice that the law demands.',
    consequence: 'Stopping does not change what you owe, and it is not held against you. You can still use this page. The lender keeps its other legal rights.',
  },

  unsubscribe: {
    title: 'No more e-mail', lead: 'One press is enough: we send you no more e-mail about this. No sign-in, no reason.', submit: 'Stop the e-mails',
    other: 'This stops e-mail only. To stop other contact, open your debt with the code from a text or a letter.',
    done: 'E-mail is stopped', doneText: 'We send you no more e-mail. One that has left already may still arrive. What is owed does not change, and it will not be held against you.',
  },

  done: {
    pay: 'Payment received', promise: 'Promise noted', dispute: 'Dispute received', hardship: 'We have heard you', stop: 'Contact stopped',
    reference: 'Reference', keep: 'Keep this reference. It proves what you did here.', back: 'Back to my debt', none: 'There is nothing to show here.',
    sandbox: 'Sandbox: no real money moved.',
  },

  help: {
    title: 'Help',
    realTitle: 'How to tell a real message', realList: [
      'It names the lender and holds a code. This page knows the code.',
      'It never asks for passwords, one-time codes or a transfer to a private person.',
      'It never threatens you with arrest, and never writes to your family, friends or workplace about a debt.',
    ],
    falseTitle: 'If it is false', rightsTitle: 'What you may do', rightsList: [
      'See what you owe, line by line, before you pay.', 'Dispute it, promise a date, or say that it is hard right now.',
      'Stop contact. You may also answer a text with TD or STOP.', 'See every contact made with you and the rule that allowed it.', 'Ask someone you trust to sit beside you.',
    ],
    complainTitle: 'Complain', complain: 'Tell the lender first if you can. You may always go to the authority directly:',
    privacyTitle: 'Your privacy', privacy: 'This page sets only the cookies it needs: your language, the code, and a key that closes after 30 minutes. No tracking, no advertising.',
    hardTitle: 'When it is hard', hard: 'See where free help exists',
  },

  trouble: {
    formTitle: 'This form could not be accepted', form: 'It was too old, or cookies are switched off. Nothing was done. Go back, load the page again and send it once more.',
    downTitle: 'We cannot answer right now', down: 'The fault is on our side. Please try again in a few minutes. If you send the same form again, it counts once only.',
    onceTitle: 'Already sent', once: 'This form was sent before with other content, or your debt has changed meanwhile. Nothing was done twice. Look at your debt and start again if you need to.',
    notTitle: 'This could not be done', not: 'Your debt may have changed meanwhile. Look at it and try again.', tooMany: 'Too many tries. Please wait a few minutes.',
    linkTitle: 'This link is not one of ours', link: 'It may have been copied in part. Nothing was changed. Open it from the e-mail itself.',
    missingTitle: 'There is no such page', missing: 'Go to the start and type the code from your message.', written: 'What you wrote (copy it if you need it)', start: 'To the start', errors: 'Please look at this again',
  },

  sandbox: {
    title: 'Sandbox phones', lead: 'Texts as borrowers would see them. All people and numbers are made up, and nothing leaves this machine.',
    search: 'Search', searchHelp: 'Part of a number', find: 'Find', clear: 'Show all', none: 'No phone has received a text yet. Release a plan and run a tick; the texts appear here.', noMatch: 'No phone matches.',
    unread: (n: number) => (n === 1 ? '1 text' : `${n} texts`), back: 'All phones', phone: (number: string) => `Phone ${number}`, empty: 'No texts yet.',
    reply: 'Reply', send: 'Send', quick: 'Quick replies', noReply: 'Type a reply first.', fromUs: 'Received', fromYou: 'You replied', received: 'received', replied: 'replied',
    states: { accepted: 'accepted by the network', delivered: 'delivered', failed: 'failed' },
    receipts: 'Receipt', receiptKinds: { delivered: 'Delivered', failed: 'Failed', late: 'Late', duplicate: 'Twice', out_of_order: 'Out of order' },
    hintTitle: 'Demo hint', hint: 'Made up, so that you can open the debt:', hintName: 'Name', hintTail: 'Last four of the ID document',
    liveOn: 'Refreshes by itself', liveOff: 'Does not refresh by itself', turnOff: 'Turn off', turnOn: 'Turn on', refresh: 'Refresh now', gone: 'This phone is not known any more. Choose one from the list.', picked: 'Choose a phone from the list.',
  },
};

export type Texts = typeof en;
