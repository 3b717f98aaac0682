"""How much words in Latin letters speak for danger: learned, not written by hand.

`python -m tests.quality.crisis_learning` writes this file; `characters` says more.
"""

from __future__ import annotations

from typing import Final

# fmt: off
WORDS: Final = {
    -37: "can lost",
    -36: "12345 homework",
    -35: "wifi",
    -34: "app",
    -33: "ji maths which xiao",
    -31: "ma",
    -30: "bao de ke tutoring",
    -29: "chinese late tian",
    -28: "back jiao what",
    -27: "ai an does lessons",
    -26: "fan how may sick ti where",
    -25: "at dont_want group jie shen shi shui wu ye yu",
    -24: "for name sheng",
    -23: "allowed as by do_i each english must pay pick the told wen work year",
    -22: "chang kao paper shen_me xie",
    -21: "about centre di gei grade hates is_the na rule san shei si_wo training xue you zuo",
    -20: "fa neng only ppt school tang three two will_be zen",
    -19: "boy dou get haha lol ping that yan zen_me zhi",
    -18: "busy evening five forgot got guan le_wo legal lian list over sign sunday yong yuan",
    -17: (
        "10 ban chu deadline double fen for_my games gui ha ha_ha hou jia joke lesson morning n"
        "an of parent pe schools stuck stuck_in tell_me wifi密 zuo_ye"
    ),
    -16: (
        "asked bi change dai fee fei fine he_fell jing join kai my_phone qu ru sad shang sick_t"
        "oday teacher_said ten thursday tomorrow wa who zhuan 昨tian ，wifi"
    ),
    -15: (
        "1800 20 about_my am_so he_tong help_with high ju kou liang moved new no other photo pr"
        "ice qiu rules taxi teachers the_group this tired tui want_my watch write xin zhou"
    ),
    -14: (
        "account answer cai case classes complain course dian diao doesnt fang fix get_a hao_le"
        " has_no is_it ka messages or phone policy rang shao shuangjian song study test too tou"
        " translate tutor were xi xian yi ying zheng zhu zhuo"
    ),
    -13: (
        "12345打 2026 38 38度 angry cheng ci dao dentist essay first forgot_his gong he_forgot he"
        "r_up hw i_want kid le_ha li like long office old or_not pao primary qi_si qiang score "
        "shy six they_said wechat weeks with_my with_this xia xiang_jia zhuan_xue"
    ),
    -12: (
        "afternoon alone art bai chao club cuo daughters feng form how_many is_there kids lai m"
        "y_daughters nothing notices on pen pencil person pi ren says sending shan shu_xue smal"
        "l teacher tell_the the_paper tong_zhuo tuition we whom wo_de wo_men years zhongkao 烧38"
    ),
    -11: (
        "100 45 ao because_of ben bu_hui cant_sleep cha changed coach dan day dog dont_know fla"
        "t gai give guard happy jiang limit lost_his lunch mao marks mei_shi mins month my_boy "
        "nao number on_saturday paid per permitted place qi_mo quiz reduction refuses same sons"
        " subject the_last to_change will_my worried zhang"
    ),
    -10: (
        "12315 200 2026了 300 after_school are biao book changed_my class classroom compulsory d"
        "ouble_reduction duan everything fever gets half has huan i_send in_a jia_chang le_san "
        "licence min one ours plays qun reading see_the su suan tablet the_bus the_exam these t"
        "hey thinks to_join traffic tu wednesday worried_about ya yin yue zhan ，im"
    ),
    -9: (
        "11 and_the between bureau came check chong correct could deepseek deng didnt do educat"
        "ion emo fight for_a grades hang help_me how_do i_complain in_grade jin junior kinderga"
        "rten ku language le_hai mi mo_ban mobile my_girl need_a on_thursday on_wednesday openi"
        "ng own password pian qin qing qing_jia result ring runs service si sleeps slow son_is "
        "teach the_class there_a to_report to_write we_dont weekends why will_the wo_jia wrong "
        "xue_jiao yang zao zhuang zuoye"
    ),
    -8: (
        "12355 12356 academic another banned bedtime behind best but camp can_he can_i cancel c"
        "ancelled certificate che child chui code coming complaint dang different during exams "
        "fees finished four good grader h_i hua huo_dong is_that le_mei mai much much_homework "
        "nai needs nine ok on_friday physics piano pinyin pupils qian read_chinese recess row s"
        "ales scared screen sent signed somebody term tiao_sheng till ting to_pay university wa"
        "i week what_is where_to who_is wo_yao yi_jing you_mei zhong zi_ji 的app"
    ),
    -7: (
        "21 330 39 40 aa afterschool and_we answers bang bank both buy cant_read china chuan ci"
        "ty company da_ka date early ends for_the foreign game gei_wo gym h_e holiday huai id j"
        "uan jue lady lao law le_ta le_zen less lie ling lu may_i mian minutes mums must_i near"
        " need_to needed neighbours never papers past pei private public qq群 ran read refund sa"
        "turday shi_tang shou_ji shui_bei si_le son start stay summer takes tests th tuan twice"
        " wan_shang want writing xu xun year_old yes yi_ge yi_tiao zhe_me zu"
    ),
    -6: (
        "50 5000 530 80 9_pm a_n after also anyone asks ba_wo bing bu bu_le can_my card charact"
        "ers copy cram duo_jiu duo_shao eight eleven er_zi even excel football full gave gou gu"
        "o hu huai_le hui_bu hui_lai i_n i_would instead isnt jian jian_fu jin_tian kan kong la"
        " lei liao like_to lv meeting move mu neng_bu next outside pages passport piao po possi"
        "ble quan_ban red register ri right says_the she_tuan should should_i sit sports su_she"
        " sui t_h tao teaches teaching the_form the_new the_same their times transfer tuesday w"
        "ang_ke went while winter xiu xuan yi_tian yi_xia zhe_ge 打12345 用ai"
    ),
    -5: (
        "16 and_a any bao_ming bu_neng bu_shi children contract cun de_wo district does_the e_r"
        " e_s exam family free ge_ban goes guang h_o hai hai_shi hes hours i_need i_thought id_"
        "like in in_class junior_high lan line liu mei_ren ming_tian my_child n_g na_ge nationa"
        "l nei ni nian o_r official on_sunday play running s_i senior shop shuang the_centre th"
        "e_teacher those thought until visa wei wen_wo what_to who_do worksheets written xiang_"
        "shang xing yo zhe_yang zhou_mo"
    ),
    -4: (
        "60 600 90 abc an_hour c_h cao chang_hui count cram_school daily e_n extra find from ga"
        "ng ge_yue gives gua han how_much hui i_dont illegal is_this jiao_shi jiu_dian kao_shi "
        "l_e le_ma liang_ge mark money_back n_i n_t na_li o_n ones peng pm programme qun_li r_e"
        " re s_t sai shi_bu shi_le subjects t_o tai tie today was weekend what_does what_time w"
        "o_zai xian_zai xiao_shi xiao_xue xue_sheng yan_shi yun zai_na zha zhi_dao zi_yi"
    ),
    -3: (
        "a_r a_t a_y break bu_ke bu_yao de_shi e_a e_d er_shi f_o fen_zhong fu_dao gao_zhong gu"
        " had hao hong ji_dian jiao_fu jiu_shi ke_yi m_e men ming_zi monday n_e o_l o_o online "
        "our s_o shi_shuo t_e tong_yi w_h wei_shen wo_xiang ying_yu zhong_kao zong"
    ),
    -2: "a_c again chu_zhong e_t ge it ji_gou o_m s_c shang_ke there time to yi_nian",
    -1: "is",
    1: "le_yi zi zou",
    3: "dui friday shuo to_be",
    4: "all_the ce do_you gate kuai my_daughter pin shuo_bu whats_the zhao",
    5: (
        "30 and_now cant ding diu_le er gen if its lao_shi off saw shuo_yao ta_men them wan_le "
        "zhen"
    ),
    6: (
        "after_class after_the bian big door every homework_is in_our le_jiu mum quan see so up"
        " with_a wo_yi"
    ),
    7: (
        "at_home bie cong dorm fang_xue i_cant i_get i_have im kid_is my_mom now please pls rea"
        "lly the_school tuo us_to video xiong"
    ),
    8: (
        "a_teacher bei can_a da_bu da_le daughter doctor every_night fast friend hao_wo i_found"
        " le_lao mei_you pa she_is the_door wrote xue_mei"
    ),
    9: (
        "35 and_is better bu_tong driver end everybody have her_to hospital i_go love mother my"
        "_baby night nv on_monday showed ta_shuo teen the_homework to_talk us when zi_mei"
    ),
    10: (
        "14 but_i ce_suo dian_hua everyone grade_7 hour how_to i_saw last_year na_dao night_i p"
        "arents_get real reply shi_wo shu_shu stop ta_na take talk_to tamen theres_a thing thin"
        "king to_school wall whole yao_tiao"
    ),
    11: (
        "a_whole and_no asking chi comes do_not du graduation grandma home_and i_just i_love if"
        "_i left leg letter many moving nian_ji normal qi_wo school_my secret shi_pin shoot up_"
        "for wang we_have yao_kan yi_si"
    ),
    12: (
        "110 13岁 15 because bu_qi class_on da_ma days_and diu do_it dui_bu er_shuo exam_and flo"
        "or for_grade from_the happen he_says here_for hua_da husband_is i_cut ming天 mr my_pare"
        "nts none rope seen shes suo_zai ta the_next tong wan_jiu wants_to xiang_zai yi_shu you"
        "_for zi_ge"
    ),
    13: (
        "13 ask_me body bu_xing done everywhere for_money group_chat happen_to in_my jin_wan la"
        "st_night laughed le_zai liu_le me_at mei_yi sha some suicide taking the_wall try when_"
        "you yao you_ren you_xi your"
    ),
    14: (
        "12岁 ask baby birthday bleed comes_in cousin father gonna gun hai_zi he_left how_fast h"
        "uo_zhe i_feel i_tell i_took it_normal jia_dian jiao_bu le_kuai le_liu li_zhao locked m"
        "y_cousin one_hour or_can our_class pain passed put qi_wei shuai shuo_jin the_only wang"
        "_le we_will zai zhao_huo zhe_li"
    ),
    15: (
        "84， and_grandma belt chi了 daughter_is fell_down fire hasnt he_wont i_had i_report i_wa"
        "nna look_for mei my_stepfather no_more normal_for police ren_gen self she_say sleep st"
        "epfather swallowed_a swim to_a wanna want_to what_will when_we wo_bei wo_duo wo_pa yi_"
        "fu zhao_wo zhe_wo"
    ),
    16: (
        "5_days afraid ba_da bian_shang bu_gan class_when died end_it feel_like hate havent hom"
        "e house huo_le i_hate i_said i_should it_tonight jiu_jiu just le， me_i nv_er river sai"
        "d_he set shou_le sir ta_zuo teacher_laughed them_to tiao_lou to_kill use_the very wan "
        "xi_wang you_all zai_lou zi_bu zi己 zuo_zai"
    ),
    17: (
        "15岁 about_the am_not and_i and_it bei_da breathing dormitory friend_is ge_shou going h"
        "erself his_ear i_s is_shaking it_i kind me_in my_classmate my_friend not_breathing peo"
        "ple plan school_doctor shaking sister son_in suo teacher_come theres who_can will_go w"
        "o_ta"
    ),
    18: (
        "already am and at_school by_my chi_le de_ren er_ge face goodbye_forever he_cant himsel"
        "f is_cutting jie_shu knife_in lou_ding my_little overdose s_h sha_wo tian_da tian_tian"
        " to_follow was_the wo_wo xia_qu zhong_du zi_shuo zou了 üer"
    ),
    19: (
        "ba be_here bu_dong chose daughter_cut disappear follow has_a he_has help hit_my i_chos"
        "e in_his ji_de last_day ma_ma now_he only_good pai_shi qi_zhong qie roof the_window tu"
        "o_wo uncle with_knife wo_bu xue_tuo xue_yao yao_sha"
    ),
    20: (
        "because_i classmate closet come_home eat for_me gao_nian girls gone his_hand is_on jiu"
        "ming say says_she slapped talk that_i the_roof tiao_xia to_not today_i zi_sha 学ba"
    ),
    21: (
        "84 bleeding fu_le hand he hit_me hope jiu kids_are locks look my_room not of_pills qi_"
        "fu ren_tian school_bus shu_yi teacher_slapped the_house toilet_and took_a yao_zi 师mo"
    ),
    22: (
        "am_still bei_qi boys come_in cutting da did_it down go h_a i_think i_wrote inside me_w"
        "hen mei_hui my_uncle nobody_would sos， under would 想huo"
    ),
    23: (
        "a_student at_the day， dong_le he_is here hold hour_ago le my_dad sos teacher_hit to_my"
        " window zenme"
    ),
    24: (
        "didi ear hard im_so in_school photos quan_shi scars so_hard standing the_scars water w"
        "ill_not"
    ),
    25: (
        "a_driver beat being brother building dad head in_the is_not kill_myself me_ban slapped"
        "_my xiang_huo"
    ),
    26: "31 arm die， drink hell mama me_and mo_wo nobody send she shi_dao will 给zi",
    27: "a_knife am_already cant_do left_a me_to point shang_quan shou_shang the_toilet yi_qian",
    28: (
        "breathe cant_breathe do_this going_to he_said missing standing_on to_live tong_xue tou"
        "ch wake_up"
    ),
    29: (
        "and_she come forever girl hit last lock mo我 my_head qq签 student tiao tongxue zi_diu zi"
        "sha"
    ),
    30: "i_am i_was is_missing kill strange",
    31: "18 balcony blood he_will jiu_wo the_balcony there_is",
    32: "her_phone i_will toilet touched wont",
    33: "ago and_he huo jian_le man mei_qi on_the think wake",
    34: "goodbye qq",
    35: "a_man his into van",
    36: "battery feel jump sorry",
    37: "cut da_wo note",
    38: "ba_ba lou my said",
    39: "bu_jian pills tell took",
    40: "anymore",
    41: "hen live",
    42: "jiu_ming me mo xiang",
    43: "mom xiang_si",
    44: "swallowed wo",
    45: "someone",
    46: "laoshi",
    47: "dont life",
    49: "ge_wan hui_jia",
    52: "myself",
    53: "to_die",
    56: "120",
    58: "knife",
    59: "die kms",
    63: "tonight",
}
