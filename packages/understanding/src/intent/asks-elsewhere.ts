/** Owns requests that an assistant is asked and a task list cannot serve: to order a taxi, to convert miles, to write code, to hear an opinion. */

const forms: readonly RegExp[] = [
  // "book me a table": asked of the assistant; "book a table" is a thing to do.
  /^(?:book|order|get|call|find|fetch|buy|hail|reserve|bring|make|send) (?:me|us) (?!to\b)/iu,
  /^(?:convert|translate|calculate|compute|factor|solve for|multiply|divide|integrate|differentiate) (?=.*(?:\d|\b(?:in|into|to|from) \p{L}))/iu,
  /^(?:write|generate|create|give|show|make|code|implement) (?:me )?(?:an?|some|the) (?:[\p{L}+#]+ ){0,3}(?:functions?|code|regex|quer(?:y|ies)|programs?|scripts?|algorithm|loop|class|haiku|limerick|joke|riddle|pun|rap)(?: (?:that|to|for|which|in|about|of)\b.*)?$/iu,
  /^(?:you|u)(?:'re| are|r|re) (?!to\b)/iu,
  /^(?:please )?(?:set|turn|put|switch) (?:the |my )?(?:volume|brightness|thermostat|temperature|heating|lights?|tv|music|radio|ac|fan)\b/iu,
  /^(?:increase|decrease|raise|lower|mute|unmute|dim|brighten|turn (?:up|down|on|off)|crank(?: up)?) (?:the |my |this )?(?:\p{L}+ )?(?:volume|brightness|sound|bass|thermostat|temperature|heat(?:ing)?|ac|air con(?:ditioning)?|lights?|lamp|tv|music|radio|fan|speakers?)\b/iu,
  /^(?:summari[sz]e|paraphrase|translate|explain|rephrase) (?:this|the following|that|the (?:news|article|page|text|email))\b/iu,
  /^(?:open|launch|start up|close|quit) (?:the |my |up )?(?:youtube|spotify|netflix|chrome|safari|firefox|camera|calculator|(?:google )?maps?|instagram|facebook|gmail|whatsapp|twitter|tiktok|browser|\p{L}+ app)$/iu,
  /^wake me\b/iu,
  /^(?:switch|turn|flick|put) (?:on|off) (?:the |my |all the )?(?:\p{L}+ )?(?:lights?|lamp|fan|heater|heating|ac|air con|aircon|tv|telly|television|radio|music|oven|kettle|bluetooth|wi-?fi)$/iu,
  /^turn (?:the |my )?(?:telly|television|heater|aircon|air con|oven|kettle|\p{L}+ lights?) (?:up|down|on|off)$/iu,
  /^i(?:'ve| have)? (?:got|had|have|caught) an? (?:cold|fever|headache|cough|flu|migraine|crush|problem|question|(?:\p{L}+ ){0,2}(?:day|night|week|morning|time|weekend|dream|feeling))$/iu,
  /^i (?:can'?t (?:stand|believe|sleep|wait|stop)|reckon|guess|suppose|wonder|hope|wish)\b(?!.*\b(?:lists?|tasks?|to-?dos?|reminders?|calendar|schedule|agenda)\b)/iu,
  // "the footy was on last night"
  /^(?:the|my|our|his|her|their) .+ (?:was|were) .*\b(?:last (?:night|week|month|year)|yesterday)$/iu,
  /^(?:find|search(?: for)?|show me|look up|get)(?: me)? (?:cheap |some )?flights? (?:to|from)\b|^(?:find|search for|show me|look for)\b.+ near \p{L}+$/iu,
  /^look up (?:the )?(?:train|bus|tram|movie|flight|ferry|tide) (?:times?|timetables?|schedules?)$/iu,
  /^(?:block|freeze|unfreeze|unblock) my (?:\p{L}+ ){0,2}(?:card|account)$/iu,
  /^how much (?:is|do i have) left (?:on|in) my (?!.*\b(?:list|tasks?)\b)/iu,
  // "money can't buy happiness", "i was born in may", "there's no place like home", "it's friday night": said, not asked.
  /^(?!(?:i|we|you|don't)\b)(?:\S+ ){1,3}(?:can't|cannot|won't|doesn't|isn't|aren't|wasn't|didn't|couldn't|wouldn't) /iu,
  /^(?:i|we|he|she|they) (?:was|were) (?!(?:told|asked|supposed|going|meant|planning|to|hoping|thinking)\b)/iu,
  /^there(?:'s| is| are| was| were) (?!(?:a|an) (?:meeting|appointment|deadline|party|sale|event))/iu,
  /^it(?:'s| is| was) (?:almost |already |only |just |still |finally )*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|the weekend|late|early|noon|midnight|morning|night|summer|winter|christmas)\b/iu,
  /^what (?:do|should|can|would) i do (?:if|when|about|for|with)\b/iu,
  /^did (?:the|any|my) (?:\S+ ){1,3}(?:win|lose|play|come|arrive|call|say|score|die|start|end|happen|pass|go|leave|land|work)$/iu,
  /^(?:do|did) i have (?:enough|a (?:fever|cold|headache|temperature|chance|right|crush))\b/iu,
  /^(?:find|look up|search(?: for)?|get|check|show)(?: me| out)? (?:the |a |an |some )?(?:weather|forecast|definition|meaning|synonym|directions|lyrics|score|news|traffic|exchange rate|stock price)\b/iu,
  /^turn (?:the |my |this )?(?:\p{L}+ )?(?:volume|heat(?:ing)?|ac|lights?|lamp|tv|music|radio|fan|sound|it|that|this) (?:up|down|on|off)$/iu,
  /^(?:open|close|lock|unlock) (?:the |my |all the )?(?:blinds|curtains|shades|garage(?: door)?|front door|back door|doors?|gate|car|trunk)$/iu,
  /^(?:order|get|call|book|hail) (?:me )?an? (?:uber|lyft|taxi|cab|ride)\b|^make a (?:phone )?call$/iu,
  /^(?:text|message|tell|e-?mail) \p{L}+ (?:that )?(?:i'm|i am|i'll|we're|we'll|i've)\b/iu,
  /\b(?:talk|speak|connect me) (?:to|with) (?:an? |the |your )?(?:live |real )?(?:agent|human|person|representative|operator|customer (?:service|support)|manager)\b/iu,
  /^(?:find|where|show|search|any|get|is there|what'?s|which)\b.*\b(?:nearest|nearby|near me|near here|closest|around here|close by)\b/iu,
  /^(?:(?:volume|brightness) (?:up|down)|louder|quieter|stop (?:playing|talking|the music|it)|take a (?:selfie|screenshot)|(?:call|phone|ring) .+ on speaker(?:phone)?)\b/iu,
  /^(?:transfer|wire|move) (?:[$£€₹]|rs\.? ?)?\d[\d.,]*(?: \p{L}+)? (?:from|to) (?:my )?(?:savings|checking|current|account)\b/iu,
  /^write (?:me )?(?:some )?code\b|^write an? (?:poem|joke|story|song|rap|limerick|haiku)(?: (?:about|on)\b.*)?$/iu,
  /^(?:this|that|it|you|he|she|they|life|everything) (?:sucks?|rocks?|stinks?|hurts?|blows)\b/iu,
  // No letter and no figure in it.
  /^[^\p{L}\d]+$/u,
  /^(?:recommend|suggest) (?:me )?(?!.* to \p{L})/iu,
  /^(?:play )?(?:the )?(?:next|previous|last|another) (?:song|track|episode|video|station|channel)$/iu,
  /^(?:send|write|text) (?:a |an |the )?(?:text|message|sms|e-?mail)?(?: to)? ?\p{L}+ saying\b/iu,
  /^(?:read|play|show|open|do i have|have i got|any|are there)(?: me)?(?: any| my| the| new| unread)* (?:e-?mails?|messages?|texts?|voice ?mails?|notifications)$/iu,
  /^(?:is|are|when'?s|when is|where'?s|where is|what'?s|what is|how much is|how'?s|what gate is|track) my (?:\p{L}+ )?(?:card|credit(?: score| limit)?|bank|account|balance|flight|package|order|parcel|delivery|luggage|wi-?fi|battery|ip|insurance|paycheck)\b(?!.*\b(?:list|task|reminder)s?\b)/iu,
  /^(?:set|start|run|create|stop|cancel|pause)(?: up)? (?:an? |the |my |another )?(?:\S+ ){0,2}(?:timer|stopwatch)\b/iu,
  /^(?:repeat|say) (?:that|it|yourself)(?: again)?$/iu,
  /^(?:heads or tails|pick a (?:number|card|color|colour)\b.*|tell me a \p{L}+)$/iu,
  // A definition is asked for: "what is a todo list".
  /^(?:what(?:'s| is| are)|define|explain) an? (?!.*\b(?:my|i|me)\b)/iu,
  /^(?:directions|route|weather|forecast|traffic) (?:to|from|in|for|at|on)\b/iu,
  /\b(?:print|printf|console\.log|len|range)\(|=>|\bdef \w+\(|\bselect\b.+\bfrom\b.+\bwhere\b/iu,
  /^(?:write|give|show|generate) (?:me )?(?:an?|some|the) .*\b(?:javascript|python|typescript|java|c\+\+|sql|html|css|rust|golang|bash)\b/iu,
  // "that's hilarious", "it is friday".
  /^(?:that|this|it|he|she|they|we)(?:'s|'re| is| was| are) (?:so |very |really |pretty |quite |a |an |the )*\p{L}+[.!]*$/iu,
  /^(?:fix|debug|refactor|explain|optimi[sz]e) (?:this|the following) (?:code|function|snippet)\b/iu,
  /^(?<word>\p{L}+)(?:,? \k<word>)+[.!]*$/iu,
  // A hand on the keyboard.
  /^(?:qwert|asdf|zxcv|hjkl)[a-z]*(?: [a-z]+)?$/iu,
  /^[a-z]*[bcdfghjklmnpqrstvwxz]{5,}[a-z]*$/u,
  /^[\d\s().]+(?:[+*/x×÷^-][\d\s().]+)+=?\??$/iu,
];

/** "can you drive?": what the assistant is able to, not what it should note. */
const ability = /^(?:can|could|do|are|will|would|have) you (?:ever )?\p{L}+\s*\?*$/iu;

/** "book a cab for me": the assistant is to do it. */
const servedBy =
  /^(?:please )?(?:(?:can|could|will|would) you )?(?:please )?(?:book|order|get|find|call|rent|reserve|hail|play|write|draw|translate|calculate|look up|search|pay|buy|send|make|cook) .+ for me(?:,? please| now| right now)?[.!?]*$/iu;

/** `core` is `whole` without its polite words. */
export function asksElsewhere(core: string, whole: string): boolean {
  return (
    ability.test(whole.trim()) || servedBy.test(whole.trim()) || forms.some((form) => form.test(core.trim()))
  );
}
