# 家长在问卷里看到的话。

survey-invitation =
    { $school }请您填一份问卷：{ $title }

    { $about }

    不记名：答案加密保存，学校只看到汇总的数字。
survey-reminder =
    提醒一下，{ $school }的问卷还开着：{ $title }

    已经填过的请忽略。这条提醒每家都发，因为我们不记录谁填了。
survey-invitation-until = 请在{ $until }前交上，{ $whose }。
survey-invitation-open = { $whose }。
survey-unit-family = 每家一份
survey-unit-child = 每个孩子一份
survey-about-child = 这一份是为{ $name }的孩子填的。
survey-button-start = 开始填写
survey-button-back = 上一题
survey-button-skip = 跳过
survey-button-leave = 不填了
survey-button-hand-in = 交上
survey-button-again = 再试一次
survey-button-chosen = 选好了
survey-button-none = 都没有
survey-button-words = 匿名交上
survey-button-question = 我在提问
survey-which-grade = 您家不止一个孩子，这份问卷每家填一份。请选您填写时主要想着的那个孩子的年级：
survey-which-child = 这份问卷每个孩子一份，请选这一份是为谁填的：
survey-child = { $name } { $seat } 号
survey-child-unseated = { $name }（座号未填，第 { $number } 个）
survey-another-child = 您家在这个班还有孩子，要再填一份吗？不填也没关系。
survey-several = 可以选几项，选好后点“选好了”；再点一次就取消那一项。
survey-between = 、
survey-none-chosen = （都没有）
survey-place = 第 { $place } 题（共 { $count } 题）
survey-skipped = （跳过）
survey-review = 都填好了，还没有交。您选的是：
survey-promise =
    保存什么：您选的选项和孩子的年级，加密存放，问卷结束后才解开。不存姓名、聊天账号和填写时间。
    学校看到：全校和各年级的汇总数字，人数太少的年级不显示。
    学校看不到：谁填了、谁没填，以及任何一份单独的答卷。
    也请您知道：您的点选和留言要经过 Telegram 传送。我们不记录哪份答案是您的，更不导出、不给人看；但 Telegram 那边的记录，我们管不到。
survey-thanks = 已经交上，谢谢您！
survey-receipt =
    回执码：{ $code }
    想撤回的话，在问卷结束前把这五个词发给我，答案就会删掉，可以重新填。只有您家能用；请自己留好，我们查不到。
survey-taken-back = 已经撤回，那份答案删掉了；如果留过话，那句话和答案不连在一起，撤不回来。想重新填，点下面就行。
survey-receipt-unknown = 没有找到这个回执码对应的答案：可能已经撤回，或者问卷已经结束。问卷结束后就没法撤回了，因为那时谁也分不清哪份是谁的。
survey-receipt-nearly = 看起来像回执码，但对不上。回执码是五个词，请照抄那一条，只发这五个词。您刚发的没有保存。
survey-paused-receipt = 很抱歉，现在撤回不了，请过一会儿再发一次回执码。
survey-already = 您家已经交过这份问卷了，每家一份，谢谢您！
survey-already-child = 这个孩子的问卷已经交过了，每个孩子一份，谢谢您！
survey-left = 好的，先不填。刚才选的没有保存。改主意了可以重新开始。
survey-help =
    您最近可能过得很不容易，请别一个人扛着。
    心理援助热线：12356
    如果您或家人有危险，请马上打 110 或 120。
survey-over = 这份问卷已经结束，不再收了。谢谢您惦记着。
survey-lost = 很抱歉，这份问卷出了故障，已经作废，交过的答案也无法读出。需要重做时，学校会再发一份。
survey-paused = 很抱歉，问卷现在交不了，请过一会儿再点一次。
survey-missing = 没有找到这份问卷，可能已经删除了。
survey-forgotten = 这条消息属于一份已经没有了的问卷（系统用备份恢复过），所以什么也没有收下。要填现在的问卷，请从学校最近发来的邀请里点“开始填写”。
survey-not-invited = 这份问卷是发给这所学校的家长的。如果您是家长，请先用班级邀请加入。
survey-comment-how = 请直接回复这条消息（一条就好，4000 字以内），不想说可以不回。这句话和刚才的选项分开保存；请不要写姓名和班级。
survey-comment-is-it = 这句话是给问卷的吗？
survey-comment-gone = 看不到您那句话了，请再发一次。
survey-comment-as-question = 好的，当作提问。
survey-comment-handing-in = 好的，交给问卷。
survey-comment-paused = 很抱歉，这句话现在交不了，请过一会儿再回复一次上面的问题。
survey-comment-mark = 〔问卷 { $wave }〕
survey-comment-taken = 收到了，谢谢您。这句话会匿名交给学校：留言够多时打乱顺序一起看，不够多就不显示。
survey-comment-repeated = 您家已经留过一句话了，每家一句，谢谢您！
survey-comment-too-long = 这段话太长了，请缩短一些，再回复一次上一条消息。
survey-comment-cut = 您的留言太长，被 Telegram 分成了几条。问卷只收第一条，这一条没有收下，也没有保存。如果这一条是要问我的，请半分钟后再发一次。
survey-comment-empty = 没有看到文字。请直接回复上一条消息，用文字写一句话；不想说可以不回。
survey-comment-picture = 图片收不了，旁边的话也没有收下。请直接回复上面的问题，只写文字；不想说可以不回。
survey-school = 全校
survey-chosen = 所选年级
survey-district = 全区

# 结果、图和导出文件。

survey-chart-suppressed = 为保护隐私，不显示
survey-chart-row = { $group }（{ $count } 份）
survey-chart-note = { $date } 结束，共收到 { $responses } 份。不足 { $smallest } 份的年级不显示；为防止倒推，有时多隐去一个年级。
survey-chart-few = { $date } 结束，收到的不足 { $smallest } 份，不显示数字。
survey-sheet-comments = 留言
survey-sheet-method = 方法与隐去说明
survey-column-wave = 问卷号
survey-column-group = 范围
survey-column-n = 回答数
survey-column-question = 题目
survey-column-answer = 选项
survey-column-count = 份数
survey-column-share = 占比
survey-column-low = 占比下限
survey-column-high = 占比上限
survey-column-comment = 留言（顺序已打乱，与答卷无关联）
survey-column-item = 项目
survey-column-content = 内容
survey-yes = 是
survey-no = 否
survey-method-survey = 问卷
survey-method-version = 第 { $version } 版
survey-method-opened = 开始
survey-method-closed = 结束
survey-method-schools = 参加学校
survey-method-invited = 邀请家庭
survey-method-invited-children = 问到的孩子
survey-method-responses = 收到答卷
survey-method-few = 不足 { $smallest } 份
survey-method-counting = 怎么算
survey-method-counting-text = { $unit }。占比按回答了该题的份数计算，跳过的不算。占比下限和上限是 95% 置信区间（Wilson 法；知道一共问了多少人时，按有限总体校正，全都回答了就没有误差）：同样的情况再问一次，占比大致落在这个范围。两个占比的范围有重叠时，差别可能只是偶然。
survey-method-families-text = 家里有两个年级的孩子也只交一份，年级由家长选，所以事先不知道每个年级有多少个家庭：各年级的占比不作有限总体校正（范围只会偏宽），也没有各年级的回收率和加权占比。
survey-method-hiding = 为什么有的不显示
survey-method-hiding-text = 不足 { $smallest } 份的年级不显示，某一题回答不足的也一样。如果只隐去一个年级，用全校数字一减就能算出来，所以会同时再隐去一个。几乎所有人答得一样时也不显示，免得知道每个人选了什么。以前发出过的数字会一起核对，保证相减也算不出隐去的数。留言不足 { $smallest_text } 条时一条也不显示；显示时去掉姓名、号码、班级和学校，但只有一家知道的事仍可能认出是谁。
survey-method-gad = GAD-2 合计
survey-method-gad-text = GAD-2 是公开的两题筛查量表，合计 0 到 6 分，3 分及以上表示近两周焦虑感受较多。它是筛查，不是诊断。两题和合计总是一起显示或一起不显示，免得互相推算；几乎所有人选得一样时，也不说选了哪一项。
survey-gad2-question = GAD-2 合计（家长近两周的焦虑感受，不是诊断）
survey-gad2-low = 0 到 2 分
survey-gad2-high = 3 分及以上

survey-comment-hint = 想说的话
survey-sheet-summary = 概要
survey-sheet-response = 回收情况
survey-response-families = 家里有两个年级的孩子也只交一份，各年级不算回收率
survey-sheet-grades = 按年级
survey-sheet-trend = 趋势
survey-column-weighted = 加权占比
survey-column-remark = 备注
survey-column-closed = 那次结束
survey-column-earlier = 那次占比
survey-column-change = 变化
survey-column-missing = 跳过
survey-column-change-low = 变化下限
survey-column-change-high = 变化上限
survey-mean-remark = 平均分 { $value }（95% 区间 { $low }–{ $high }）
survey-nearly-all = 几乎都选“{ $answer }”，不显示具体数字
survey-over-limit = { $grade }书面作业超过规定的每天 { $minutes } 分钟
survey-over-none = { $grade }有家庭书面作业（按规定不布置）
survey-over-share = { $what }：{ $share }
survey-few = 交回的不足 { $smallest } 份，为保护隐私，结果都不显示。
survey-few-chosen = 为保护隐私，所选年级的结果都不显示。
survey-trend-years = 与 { $years } 年前相比。
survey-trend-noise = 差别在误差范围内，可能只是偶然。
survey-method-rate = 回收率
survey-method-trend = 怎么比较
survey-method-trend-text = 变化是这次占比减那次占比，后面两列是它的 95% 置信区间（Newcombe 法）。区间里有 0 的，差别可能只是偶然。
survey-method-weighted-text = 各年级回收率相差较大时，另给加权占比：每个年级按问到的人数计入，隐去的年级合在一起算。
survey-method-hash = 内容校验码（SHA-256）
survey-course = 历次占比
survey-title-of = { $title }（{ $grades }）
survey-trend-note = 每个点是一次问卷的占比，竖线是它的 95% 置信区间；缺的点是为保护隐私不显示的。竖线有重叠时，差别可能只是偶然。
survey-trend-alone = 还没有可以比较的另一次问卷。
survey-fact = { $item }：{ $content }
survey-booklet-footer = 问卷 { $wave } · 校验码 { $hash }
survey-booklet-over-limit = 书面作业超过规定时间的占比
survey-column-interval = 95% 区间
survey-column-points = 比上次（百分点）
survey-column-limit = 规定
survey-minutes = { $minutes } 分钟
survey-minutes-none = 不布置
survey-missing-answers = 跳过这题
survey-mean = 平均分
survey-within-noise = { $points }（误差内）
survey-chart-hash = 问卷 { $wave }；占比的误差见导出的表格；校验码 { $hash }
command-results = 查看问卷结果
results-none = 还没有已经结束的问卷。
results-which = 要看哪次问卷的结果？
results-picture = 图
results-sheet = 表格（XLSX）
results-trend = 趋势图
results-print = 打印（PDF）
results-district = 全区合计
results-district-too-small = 最近结束这份问卷的学校不到五所，全区合计不显示。
results-grades = 各年级的数字，请点下面看图或表格。
results-numbered = { $title }（问卷 { $wave }）
