/** Owns the ways to ask for tasks, and what form the answer takes: a list, a number, or yes or no. */

export type AnswerForm = 'list' | 'count' | 'check';

export interface ListRequest {
  readonly answer: AnswerForm;
  /** The one thing asked for: "is milk on my list?". */
  readonly item: string | null;
}

const things =
  '(?:to-?dos?|to do(?: list)?|tasks?|jobs?(?! (?:in|at|near|available|open|hiring|that|which|with)(?![\\p{L}]))|reminders?|lists?|calendar|schedule|agenda|appointments?|events?|chores?|errands?|deadlines?|meetings?|plans?|items|stuff|things (?:to do|i)|day|week|plate|checklist)';
const showing =
  "(?:show|list|display|view|see|print|read|pull up|bring up|give|tell|let me (?:know|see|hear|view)|go (?:over|through)|run (?:over|through|down)|check|look (?:up|at|through|over)|open|repeat|review|get|fetch|recite|name|iterate|summari[sz]e|count|sort|filter|what|which|i (?:want to|need to|would like to|'d like to|gotta|have to|wanna|must) (?:see|know|hear|view|check|look at)|how many|do i have|are there|is there|have i got|any|all|confirm|find|search|instruct)";
const requests: readonly RegExp[] = [
  new RegExp(
    `^${showing}\\b.*(?<![\\p{L}])(?:my|me|i|the|all|any|every|open|pending|completed?|finished|overdue|upcoming|due|today's|tomorrow's|high|low|urgent)(?![\\p{L}]).*\\b${things}(?![\\p{L}])`,
    'iu',
  ),
  /^(?:show|list|display|view|see|print|count|search|find|filter|sort)(?: me| for| all| my| the| through)*(?: [\p{L}]+)? (?:tasks?|todos?|to-dos?|reminders?|everything|all|overdue|completed|pending|done|open|finished|undone)\b/iu,
  /^(?:what|which|what's|whats|how many|how much|when|where|who)\b.*\b(?:(?:did|have|had|do|should|must|can|will|am|was) i(?: still| already| yet| even)?(?: (?:have|need|want|got|supposed|meant|going|planning|left|to|be))* ?(?:to )?(?:do|done|finish(?:ed)?|complete[d]?|accomplish(?:ed)?|work(?:ed)? on|planned|plan|scheduled|schedule|get|buy|tackle|focus on|get done|doing|due|add(?:ed)?|put|remember|set|write|ask(?:ed)?)|i (?:have|need|still have|got|must|should)(?: left)?(?: to(?: do| get| buy)?)?)\b/iu,
  /^(?:what'?s|what is|whats|what are|what|anything|is anything|is there anything|are there any|any|got anything)(?: else| all| still)? ?(?:due|overdue|left|next|pending|outstanding|remaining|coming up|up next|upcoming|planned|scheduled|on (?:my|the|for|deck)|for (?:today|tomorrow|this|next|the|tonight|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|to do|urgent|happening (?:today|tomorrow|this week)|(?:going )?on (?:today|tomorrow|tonight|this week))\b/iu,
  /^(?:my|all|all my|all the|open|pending|completed|finished|done|overdue|upcoming|today's|tomorrow's|this week's|the|current|unfinished|remaining)(?: [\p{L}]+)? ?(?:tasks|jobs|todos|to-dos|to dos|to-do list|todo list|list|reminders|agenda|schedule|items|shopping list|grocery list|lists|day)(?: (?:for|about|in|due|please|this|today|tomorrow).*)?$/iu,
  /^(?:overdue|pending|completed|agenda|upcoming|todos|tasks|reminders|list|to-?do list|shopping list|grocery list|schedule|calendar|today|tomorrow|this week|next week|inbox)(?: (?:tasks|items|list|please|today|tomorrow))?$/iu,
  /^(?:when|what time|what day|which day)(?:'s| is| are| was| were| am| do| did)? (?:my|i|the deadline)\b/iu,
  /^(?:show|list|view|display|see)(?: me)?(?: (?:only|all|my|the))* (?:high|low|medium|top|urgent|important)\b/iu,
  /^(?:i (?:want to|need to|would like to|'d like to|wanna) |i'd like to |let me |let's )(?:see|know|hear|view|check)\b.*\b(?:left|due|pending|overdue|done|lists?|tasks?|next|todos?)\b/iu,
  /^(?:am i|are we) (?:(?:all )?caught up|up to date|all done|free|busy|available|booked|doing anything|on track|behind|late|done)\b/iu,
  /^(?:do|have|did) (?:i|we)(?: already| still| even)? (?:have|got|need(?! (?:an?|my|the|any) )|add(?:ed)?|put|remember to (?:add|put)|set|create[d]?|make|made|write|schedule[d]?|request(?:ed)?|finish(?:ed)?|complete[d]?|do|done|paid|pay|call(?:ed)?|plan(?:ned)?|miss(?:ed)?|forget|buy|bought)\b/iu,
  /^(?:show|list|view|display|see)(?: me)? (?:everything|all|it all|overdue|completed|pending|done|today|tomorrow|this week|next week|the rest|#\S+|@\S+|p[1-4])\b/iu,
  /^search(?: for)? \S+(?: \S+)?$/iu,
  /^how (?:many|much) (?:tasks?|to-?dos?|reminders?|items?|things|chores|errands|appointments?|meetings?|events?)\b/iu,
  /^what (?:does|will|do) (?:my |the )?(?:day|week|today|tomorrow|tonight|weekend|next week|this week|agenda|schedule) (?:hold|look like|have in store|bring)\b/iu,
  /^what (?:still |else )?(?:needs|has|remains|is left|is there) (?:to be )?(?:doing|done|finished|to do|to finish)\b/iu,
  /^(?:what|which)(?:'s| is| are) (?:my|the) (?:next|top|biggest|most \p{L}+|main|current|urgent|important|high(?:est)?)(?: priority)? (?:priority|priorities|tasks?|things?|items?|to-?dos?|thing to do)\b/iu,
  /^(?:am i|did i|have i) (?:forget(?:ting)?|forgotten|miss(?:ing|ed)?) (?:something|anything)\b/iu,
  /^how much(?: more| work)? (?:is|do i have|have i got|remains|is there) (?:left|to do|remaining)\b/iu,
  /^how(?:'s| is) (?:today|tomorrow|this week|next week|the weekend|\p{L}+day) (?:look|shap)ing\b/iu,
  /^how(?:'s| is| are) (?:my|the) (?:day|week|weekend|month|schedule|calendar|list|today|tomorrow)\b/iu,
  /^(?:find|search for|look for|show|list|get)(?: me)? (?:anything|everything|something|whatever|all) (?:about|with|on|for|to do with|related to|regarding|tagged|in|due)\b/iu,
  /^(?:walk|take|run|talk) me through (?:my|the|today)\b/iu,
  /^(?:my |today's |tomorrow's |this week's |next week's |tonight's |the )(?:jobs|groceries|shopping|errands|chores|plan|plans|priorities|goals|agenda|schedule|tasks|to-?dos)$/iu,
  /^(?:everything|all|anything|whatever)(?: (?:that is|that's|i have))? (?:due|overdue|left|tagged|scheduled|planned)\b/iu,
  /^(?:what|who|whom|where|when|which \p{L}+) (?:was|am|were|are) (?:i|we) (?:supposed|meant|going|planning|due) to\b/iu,
  /^(?:is|are|was|were) (?:my|the|all|all my|all the|everything)\b.*\b(?:done|paid|finished|completed?|taken care of|checked off|ticked off|sorted)(?: yet| already)?$/iu,
  /^i (?:forgot|forget|can'?t remember|don'?t remember|can'?t recall) (?:what|which|when|where|who)\b.*\bi\b/iu,
  /^(?:check|see|look(?: up)?|find out) (?:what(?:'s| is| are|ever is)|what i|to see (?:if|what)|if|whether) .*\b(?:due|left|next|overdue|on (?:my|the)|have|list|schedule|calendar|agenda|tasks?|reminders?)\b/iu,
  /^(?:check|look at|look over|see|view) (?:my |the )?(?:to-?dos?|tasks|lists?|reminders|schedule|calendar|agenda|today|tomorrow|tonight|this week|next week|this weekend)$/iu,
  /^(?:completed|finished|done|due|overdue|scheduled|planned|coming up) (?:today|tomorrow|yesterday|tonight|(?:this|last|next) (?:week|month|weekend)|soon|now|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/iu,
  /^(?:tasks|jobs|todos|to-?dos|reminders|chores|errands) (?:for|due) (?:today|tomorrow|tonight|this|next|the weekend|\p{L}+day)\b/iu,
  /^(?:any|got any|have i any|are there any|what|which|how many) (?:jobs(?= (?:left|due|for|today|tomorrow|on|do i|have i|are left)|$)|chores|tasks|errands|reminders)\b/iu,
  /^(?:remind me|tell me|i (?:want|need) to know|let me know) what(?:'s| is| i've| i have)? (?:on|due|next|left|got on|planned|happening)\b/iu,
  /^how (?:busy|free|full|booked(?: up)?|packed|packed out) (?:am i|are we|is (?:my|the)|does my)\b/iu,
  /^how (?:does|is|do|are) (?:today|tomorrow|tonight|this (?:week|weekend|month)|next (?:week|month)|(?:mon|tues|wednes|thurs|fri|satur|sun)day)(?:'s)? (?:look|looking|shaping up)\b/iu,
  /^(?:is|was|are|were) there (?:anything|something|any (?:tasks?|reminders?|todos?|items?)|a (?:task|reminder|todo)) (?:about|for|on|with|regarding|to|called|named) (?:the|my|our|a|an|today|tomorrow)\b/iu,
  /^(?:pull up|bring up|open|go to|take me to|jump to|switch to|show me) (?:my |the )?(?:today|tomorrow|this week|next week|inbox|upcoming|overdue)(?: view| tasks| list)?$/iu,
  /^(?:show|list|read|display|open)(?: me| off)? (?:my |the )?(?:groceries|shopping|errands|chores|to-?dos)$/iu,
  /^(?:(?:give|tell|show|read|get)(?: me)? |(?:i(?:'d| would)? (?:want|need|like) |let'?s have |can i (?:have|get) ))(?:an? |the |my )?(?:quick |short |brief |daily |full )*(?:rundown|run-down|summary|overview|recap|briefing|breakdown|digest|status)(?: (?:of|on|for) (?:my |the |what )?(?:day|week|month|today|tomorrow|tonight|tasks?|lists?|to-?dos?|schedule|agenda|this (?:week|month)|next week|.*\b(?:due|left|tasks|list)\b).*)?$/iu,
  /^(?:what|which \p{L}+|how much|what all) (?:do|did|should|must) (?:i|we) (?:still )?(?:need|have|want|get|buy|pick up)(?: to (?:get|buy|pick up))? (?:from|at|in) the (?:\p{L}+ )?(?:shop|store|supermarket|grocery|market|pharmacy|bakery)s?$/iu,
  /^what(?:'s| is) (?:on|up|up next|next|left|due)(?: today| tomorrow| this week| for me)?$/iu,
  /^(?:what'?s|what is|show(?: me)? what'?s) (?:in|under) (?:the |my )?.+ (?:project|list|folder)$/iu,
  /^(?:which|what) (?:ones?|of (?:them|these|those|my))\b/iu,
  /^(?:find|search|look)(?: for| up)? .*\b(?:tasks?|todos?|reminders?|in my list|on my list)\b.*$/iu,
  /^(?:remind me|tell me|let me know|refresh my memory)(?: again)? (?:of |on |about )?(?:what|which|when)\b.*\b(?:i|my|me)\b/iu,
  /^how (?:is|does|'s|are) (?:my|the) (?:day|week|month|schedule|calendar|list|agenda|tasks|weekend|morning|afternoon)\b/iu,
  /^(?:is|are|was|were|does|do|did)\b.*\b(?:on|in|to|into|for) (?:my|the) (?:[\p{L}-]+ ){0,2}(?:list|lists|todos?|to-dos?|reminders|calendar|schedule|agenda|tasks)\b/iu,
];
const checks: readonly RegExp[] = [
  /^(?:is|are|was|were) (?:there )?(?<x>.+?) (?:already |still |currently |showing |listed |included |now )*(?:on|in) (?:there$|(?:my|the) .*(?:lists?|todos?|to-dos?|reminders|calendar|schedule|agenda|tasks)\b)/iu,
  /^(?:did|do|have|had) (?:i|we|you)(?: already| ever| even)? (?:have|add(?:ed)?|put|remember(?:ed)? to (?:add|put|write)|includ(?:e|ed)|write|wrote|create[d]? a (?:task|reminder) (?:to|for)|set a reminder (?:to|for)|got) (?:a (?:task|reminder) (?:to|for|about) )?(?<x>.+?)(?: (?:already|still))? (?:on|in|to|down on) (?:my|the) .+$/iu,
  /^(?:does|do) (?:my|the) (?:[\p{L}-]+ ){0,2}(?:list|calendar|schedule|agenda|reminders) (?:have|include|contain|say|show) (?<x>.+?)(?: (?:on|in) it)?$/iu,
  /^do i have a (?:task|reminder|todo|note) (?:to|for|about) (?<x>.+)$/iu,
];
/** "is the report done?": the task itself answers, whether it is or not. */
const doneYet =
  /^(?:is|are|was|were) (?:my |the )(?<x>(?!list|tasks|to-?dos).+?) (?:done|paid|finished|completed?|taken care of|checked off|ticked off|sorted)(?: yet| already)?$/iu;
/** What an amount can be asked of: not "how many onions do i have". */
const inStore = new RegExp(
  `\\b(?:${things}|things|left|done|complete[d]?|finish(?:ed)?|overdue|due|pending|open)\\b`,
  'iu',
);
const inScope = new RegExp(`\\b(?:i|my|me|we|our)\\b|\\b${things}\\b`, 'iu');

/** Asked of the world, not of a list. */
const elsewhere = /^(?:where|how) (?:can|could|do|should|would) (?:i|we|you|one) (?!have)/iu;

/** `sure`: a form that asks for tasks and nothing else. */
export function readListRequest(text: string): (ListRequest & { sure: boolean }) | null {
  const said = text.replace(/[\s.!?]+$/u, '');
  const done = doneYet.exec(said)?.groups?.x;
  const item = done ?? checks.map((pattern) => pattern.exec(said)?.groups?.x).find((x) => x !== undefined);
  const counted = /^how (?:many|much)\b/iu.test(said) && !inStore.test(said);
  const sure = !counted && !elsewhere.test(said) && requests.some((pattern) => pattern.test(said));
  if (!sure && item === undefined && !inScope.test(said)) return null;
  const answer: AnswerForm = /\b(?:how many|number of|count)\b/iu.test(said)
    ? 'count'
    : done === undefined &&
        (item !== undefined || /^(?:is|are|did|do|does|have|has|was|were|am)\b/iu.test(said))
      ? 'check'
      : 'list';
  return {
    answer,
    item: item?.replace(/^(?:a|an|the|any|my) /iu, '') ?? null,
    sure: sure || item !== undefined,
  };
}
